package io.artifactstore.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Judges all settings of a configuration. */
final class SettingsValidation {

    private final Config config;
    private final Surroundings surroundings;
    private final List<String> problems = new ArrayList<>();

    SettingsValidation(Config config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
    }

    /** What keeps the application from starting: sentences, none if all is well. */
    List<String> problems() {
        file();
        if (problems.isEmpty()) { // Else most of what follows would be consequences.
            for (String name : names()) {
                if (Names.isVariable(name)) {
                    variable(name);
                } else {
                    dotted(name);
                }
            }
            values();
            pathsAreDistinct();
            diskThresholdsAreInOrder();
            rootKeyIsWhole();
            portsAreDistinct();
            switchIsWhereTheSwitchLooks();
        }
        return List.copyOf(problems);
    }

    private void file() {
        surroundings
                .file()
                .problem()
                .ifPresent(
                        why ->
                                problems.add(
                                        "Setting artifact-store.config is \""
                                                + OneLine.of(surroundings.fileName())
                                                + "\", but the file "
                                                + why
                                                + "; it must be a readable YAML file with a mapping, of at most "
                                                + ConfigurationFile.MAX_BYTES
                                                + " bytes."));
    }

    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(surroundings.environment().keySet());
        for (ConfigSource source : config.getConfigSources()) {
            names.addAll(source.getPropertyNames());
        }
        names.addAll(surroundings.file().values().keySet());
        names.removeIf(name -> !Names.isDotted(name) && !Names.isVariable(name));
        return names;
    }

    private void variable(String name) {
        Optional<Setting> setting = KnownSettings.findByVariable(name);
        if (setting.isEmpty() && !Names.isServiceLink(name, surroundings.environment())) {
            problems.add(Names.unknownVariable(name, valueOf(name)));
        }
    }

    private void dotted(String name) {
        Optional<Setting> setting = KnownSettings.find(name);
        if (setting.isEmpty()) {
            // Some config sources list the environment with dots; those names were judged as
            // variables.
            if (!surroundings.environment().containsKey(EnvironmentName.of(name))) {
                problems.add(Names.unknown(name, valueOf(name)));
            }
            return;
        }
        boolean inFile = surroundings.file().values().containsKey(name);
        switch (setting.get().place()) {
            case ENVIRONMENT -> {
                boolean dottedOnly = surroundings.environment(name) == null;
                if (inFile || (dottedOnly && surroundings.systemProperties().containsKey(name))) {
                    problems.add(misplaced(setting.get(), name, "the environment variable"));
                }
            }
            case OUTSIDE_FILE -> {
                if (inFile) {
                    problems.add(misplaced(setting.get(), name, "the environment variable"));
                }
            }
            case DOTTED -> {
                String value = valueOf(name);
                setting.get().problem(name, value == null ? "" : value).ifPresent(problems::add);
            }
            case ANYWHERE -> {}
        }
    }

    private static String misplaced(Setting setting, String name, String instead) {
        return "Setting "
                + name
                + " is given where it has no effect; allowed is only "
                + instead
                + " "
                + setting.environmentName()
                + ".";
    }

    private void values() {
        for (Setting setting : KnownSettings.ALL) {
            if (setting.isWildcard()) {
                continue;
            }
            value(setting);
        }
    }

    private void value(Setting setting) {
        String raw = "a reference";
        try {
            ConfigValue given = config.getConfigValue(setting.key());
            String value = given.getValue();
            if (value != null || given.getRawValue() == null) {
                if (value != null && !value.isEmpty()) {
                    setting.problem(setting.key(), value).ifPresent(problems::add);
                }
                return;
            }
            raw = given.getRawValue();
        } catch (NoSuchElementException unresolved) {
            // Some versions of the implementation throw, others answer without a value.
        }
        problems.add(
                "Setting "
                        + setting.key()
                        + " is "
                        + setting.shown(raw)
                        + ", which refers to a setting without a value, but must be "
                        + setting.kind().allowed()
                        + ".");
    }

    private void pathsAreDistinct() {
        Map<String, String> keyOf = new HashMap<>();
        for (String key :
                List.of(
                        KnownSettings.HEALTH_PATH,
                        KnownSettings.READINESS_PATH,
                        KnownSettings.LIVENESS_PATH,
                        KnownSettings.PROMETHEUS_PATH)) {
            String path = effective(key);
            String other = keyOf.putIfAbsent(path, key);
            if (other != null) {
                problems.add(
                        "Setting "
                                + key
                                + " is \""
                                + OneLine.of(path)
                                + "\", but must differ from "
                                + other
                                + ".");
            }
        }
    }

    private void diskThresholdsAreInOrder() {
        if (problems.isEmpty()
                && number(KnownSettings.DISK_WARN) > number(KnownSettings.DISK_CRITICAL)) {
            problems.add(
                    "Setting "
                            + KnownSettings.DISK_WARN
                            + " is "
                            + number(KnownSettings.DISK_WARN)
                            + ", but must be at most "
                            + KnownSettings.DISK_CRITICAL
                            + ", which is "
                            + number(KnownSettings.DISK_CRITICAL)
                            + ".");
        }
    }

    private void rootKeyIsWhole() {
        boolean access = !effective(KnownSettings.ROOT_ACCESS_KEY).isEmpty();
        boolean secret = !effective(KnownSettings.ROOT_SECRET_KEY).isEmpty();
        if (access != secret) {
            problems.add(
                    "Setting "
                            + (access
                                    ? KnownSettings.ROOT_SECRET_KEY
                                    : KnownSettings.ROOT_ACCESS_KEY)
                            + " is missing, but must be set together with "
                            + (access
                                    ? KnownSettings.ROOT_ACCESS_KEY
                                    : KnownSettings.ROOT_SECRET_KEY)
                            + ", or neither.");
        }
    }

    private void portsAreDistinct() {
        Map<String, String> keyOf = new HashMap<>();
        for (String key : List.of(KnownSettings.HTTP_PORT, KnownSettings.MANAGEMENT_PORT)) {
            String port = effective(key);
            String other = port.equals("-1") ? null : keyOf.putIfAbsent(port, key);
            if (other != null) {
                problems.add(
                        "Setting "
                                + key
                                + " is \""
                                + OneLine.of(port)
                                + "\", but must differ from "
                                + other
                                + ".");
            }
        }
    }

    /**
     * The switch is read before the configuration is complete, so it does not see server.xml; a
     * value there would be shown as on, and do nothing.
     */
    private void switchIsWhereTheSwitchLooks() {
        boolean configured =
                effective(Tracing.METRICS_ENABLED).equals("true")
                        && effective(Tracing.ENABLED).equals("true");
        if (problems.isEmpty() && configured != new Tracing(surroundings).enabled()) {
            problems.add(
                    "Setting "
                            + Tracing.ENABLED
                            + " is \""
                            + configured
                            + "\" by a source that tracing cannot see; allowed are the environment variable "
                            + EnvironmentName.of(Tracing.ENABLED)
                            + ", a system property and the configuration file.");
        }
    }

    private int number(String key) {
        return Integer.parseInt(effective(key));
    }

    private String effective(String key) {
        String value = valueOf(key);
        return value != null ? value : KnownSettings.find(key).orElseThrow().defaultValue();
    }

    /** The value, or null where there is none or it cannot be resolved. */
    private String valueOf(String name) {
        try {
            return config.getOptionalValue(name, String.class)
                    .orElse(surroundings.environment().get(name));
        } catch (NoSuchElementException unresolved) {
            return null;
        }
    }
}
