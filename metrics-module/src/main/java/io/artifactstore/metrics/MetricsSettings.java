package io.artifactstore.metrics;

import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * What an operator can set, read once at start.
 *
 * @param enabled whether anything is recorded
 * @param aliasEnabled whether the API port serves the scrape too
 * @param aliasPath the path it is served at
 * @param maxTuples bound on admitted label combinations per artifact counter
 * @param managementPort where Liberty serves {@code /metrics}
 */
record MetricsSettings(
        boolean enabled,
        boolean aliasEnabled,
        String aliasPath,
        int maxTuples,
        int managementPort) {

    static final String ENABLED = "extensions.metrics.enabled";
    static final String ALIAS_ENABLED = "extensions.metrics.prometheus.enabled";
    static final String ALIAS_PATH = "extensions.metrics.prometheus.path";
    static final String MAX_TUPLES = "extensions.metrics.series.maxTuples";
    static final String MANAGEMENT_PORT = "ARTIFACT_STORE_MANAGEMENT_PORT";

    static final int DEFAULT_MAX_TUPLES = 600;

    private static final int MAX_PATH_LENGTH = 100;

    // Segments of unreserved characters; none begins with a dot (no /./ and /../) and the first not
    // with an underscore, which belongs to the management API.
    private static final Pattern PATH =
            Pattern.compile("/[A-Za-z0-9~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");

    /**
     * @throws IllegalArgumentException if a value is not allowed; the message names the key, the
     *     value and what is allowed
     */
    static MetricsSettings from(Config config) {
        return new MetricsSettings(
                flag(config, ENABLED),
                flag(config, ALIAS_ENABLED),
                path(config),
                number(config, MAX_TUPLES, DEFAULT_MAX_TUPLES, 1, 5_000),
                number(config, MANAGEMENT_PORT, 9081, 1, 65_535));
    }

    private static boolean flag(Config config, String key) {
        String value = config.getOptionalValue(key, String.class).orElse("true").strip();
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.equalsIgnoreCase("false")) {
            return false;
        }
        throw refused(key, value, "true or false");
    }

    private static String path(Config config) {
        String value = config.getOptionalValue(ALIAS_PATH, String.class).orElse("/metrics").strip();
        if (value.length() > MAX_PATH_LENGTH || !PATH.matcher(value).matches()) {
            throw refused(
                    ALIAS_PATH,
                    value,
                    "a path such as /metrics: at most "
                            + MAX_PATH_LENGTH
                            + " characters, segments of A-Z a-z 0-9 . _ ~ - that do not begin with"
                            + " a dot, no / at the end, the first without _ at its begin");
        }
        return value;
    }

    private static int number(Config config, String key, int otherwise, int least, int most) {
        String value = config.getOptionalValue(key, String.class).orElse("").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Refused below, with the same sentence as a number out of range.
        }
        throw refused(key, value, "a whole number from " + least + " to " + most);
    }

    private static IllegalArgumentException refused(String key, String value, String allowed) {
        String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
        return new IllegalArgumentException(
                "Setting " + key + " is \"" + shown + "\", but must be " + allowed + ".");
    }
}
