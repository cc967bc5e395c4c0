package io.artifactstore.config;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the process was given: environment, system properties and the file they name. The config
 * sources of this module read it directly, because they cannot ask the configuration that they are
 * part of.
 */
record Surroundings(
        Map<String, String> environment,
        Map<String, String> systemProperties,
        ConfigurationFile file) {

    static final String FILE_KEY = "artifact-store.config";

    /** Those of this process, now. */
    static Surroundings ofProcess() {
        Properties properties = System.getProperties();
        return of(
                System.getenv(),
                properties.stringPropertyNames().stream()
                        .filter(name -> properties.getProperty(name) != null)
                        .collect(Collectors.toMap(name -> name, properties::getProperty)));
    }

    static Surroundings of(Map<String, String> environment, Map<String, String> properties) {
        String name = lookup(FILE_KEY, environment, properties);
        return new Surroundings(
                environment,
                properties,
                name == null ? ConfigurationFile.NONE : ConfigurationFile.read(name));
    }

    /** The file's name as given, or null. */
    String fileName() {
        return lookup(FILE_KEY, environment, systemProperties);
    }

    /**
     * The value by the precedence of MicroProfile Config: system property, environment, file; null
     * if there is none. An empty value is none.
     */
    String lookup(String key) {
        String given = lookup(key, environment, systemProperties);
        return given != null ? given : file.values().get(key);
    }

    /** The value of an environment variable by the key's MicroProfile names; null if not set. */
    String environment(String key) {
        return environment(key, environment);
    }

    private static String lookup(
            String key, Map<String, String> environment, Map<String, String> properties) {
        String property = properties.get(key);
        if (property != null && !property.isBlank()) {
            return property;
        }
        String variable = environment(key, environment);
        return variable == null || variable.isBlank() ? null : variable;
    }

    private static String environment(String key, Map<String, String> environment) {
        for (String name : EnvironmentName.candidates(key)) {
            String value = environment.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Never the values: they may be secrets. */
    @Override
    public String toString() {
        return "Surroundings[" + file + "]";
    }
}
