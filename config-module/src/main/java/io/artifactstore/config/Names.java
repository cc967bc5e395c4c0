package io.artifactstore.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which names are ours to judge, and what to say about those that mean nothing. */
final class Names {

    private static final Pattern DOTTED = Pattern.compile("(artifact-store|extensions)(\\..*)?");
    private static final Pattern VARIABLE =
            Pattern.compile("(ARTIFACT_STORE|artifact_store|EXTENSIONS|extensions)_.*");
    private static final Pattern SECRET =
            Pattern.compile("secret|passw|token|credential|key|private", Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVICE_LINK =
            Pattern.compile("(.+?)_(SERVICE_(HOST|PORT)(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP).*)?)");

    private Names() {}

    static boolean isDotted(String name) {
        return DOTTED.matcher(name).matches();
    }

    static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    /**
     * Whether Kubernetes made this variable: it gives every pod a set of them for each Service of
     * the namespace, and a Service may well be called artifact-store-something.
     */
    static boolean isServiceLink(String name, Map<String, String> environment) {
        var link = SERVICE_LINK.matcher(name);
        return link.matches()
                && environment.containsKey(link.group(1) + "_SERVICE_HOST")
                && environment.containsKey(link.group(1) + "_SERVICE_PORT");
    }

    /** Whether the value of an unknown setting may be a secret: one misspelt, for example. */
    static boolean looksSecret(String name) {
        return SECRET.matcher(name).find();
    }

    /** The sentence about a dotted name that is not in the list. */
    static String unknown(String name, String value) {
        return sentence(name, value, '.', KnownSettings.ALL.stream().map(Setting::key).toList());
    }

    /** The sentence about an environment variable that is not in the list. */
    static String unknownVariable(String name, String value) {
        return sentence(
                name,
                value,
                '_',
                KnownSettings.ALL.stream()
                        .filter(setting -> !setting.isWildcard())
                        .map(Setting::environmentName)
                        .toList());
    }

    private static String sentence(String name, String value, char separator, List<String> known) {
        return "Setting "
                + OneLine.of(name)
                + " is "
                + (looksSecret(name) || value == null
                        ? "(not shown)"
                        : '"' + OneLine.of(value) + '"')
                + ", but there is no such setting; allowed here: "
                + relatives(name, separator, known)
                + ".";
    }

    /** The known names that share the longest beginning with {@code name}. */
    private static String relatives(String name, char separator, List<String> known) {
        for (int end = name.lastIndexOf(separator);
                end > 0;
                end = name.lastIndexOf(separator, end - 1)) {
            String beginning = name.substring(0, end + 1);
            Set<String> found =
                    known.stream()
                            .filter(candidate -> candidate.startsWith(beginning))
                            .collect(Collectors.toCollection(TreeSet::new));
            if (!found.isEmpty()) {
                return String.join(", ", found);
            }
        }
        return String.join(", ", new TreeSet<>(known));
    }
}
