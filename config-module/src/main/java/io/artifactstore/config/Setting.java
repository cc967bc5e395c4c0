package io.artifactstore.config;

import java.util.Optional;

/**
 * A setting there is.
 *
 * @param key the MicroProfile Config name; one that ends with {@code .*} stands for all below it
 * @param defaultValue what holds where nothing is set; empty for none
 * @param secret whether the value must never be shown
 */
record Setting(
        String key, Kind kind, String defaultValue, Place place, boolean secret, String meaning) {

    /** Where a setting can be made. */
    enum Place {
        /** Environment, system property, or the YAML file. */
        ANYWHERE("anywhere"),
        /** Read by server.xml, which knows neither the file nor dotted names. */
        ENVIRONMENT("environment only"),
        /** Needed before the file can be read. */
        OUTSIDE_FILE("environment or system property"),
        /** The name is part of the setting, and does not survive in the environment's alphabet. */
        DOTTED("YAML file or system property");

        private final String text;

        Place(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    boolean isWildcard() {
        return key.endsWith(".*");
    }

    /** Whether {@code name} is this setting's dotted name. */
    boolean isNamed(String name) {
        return isWildcard()
                ? name.length() > key.length() - 1
                        && name.startsWith(key.substring(0, key.length() - 1))
                : name.equals(key);
    }

    String environmentName() {
        return EnvironmentName.of(key);
    }

    /** What is wrong with {@code value} for the setting {@code name}: a sentence. */
    Optional<String> problem(String name, String value) {
        if (kind.accepts().test(value)) {
            return Optional.empty();
        }
        return Optional.of(
                "Setting "
                        + OneLine.of(name)
                        + " is "
                        + shown(value)
                        + ", but must be "
                        + kind.allowed()
                        + ".");
    }

    String shown(String value) {
        return secret ? "(a secret, not shown)" : '"' + OneLine.of(value) + '"';
    }
}
