package io.artifactstore.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * A configuration as the server builds it, with an environment, system properties and a file of the
 * test's own.
 */
final class GivenConfig {

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private ConfigurationFile file = ConfigurationFile.NONE;

    static GivenConfig empty() {
        return new GivenConfig();
    }

    GivenConfig environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    GivenConfig property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** A variable of server.xml. */
    GivenConfig variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    GivenConfig yaml(String yaml) {
        file = ConfigurationFile.parse(yaml);
        return this;
    }

    Surroundings surroundings() {
        return new Surroundings(environment, properties, file);
    }

    Config build() {
        Surroundings surroundings = surroundings();
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new YamlConfigSource(surroundings),
                        new TracingDefaults(surroundings),
                        new TracingSwitch(surroundings),
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(properties, "system properties", 400),
                        new PropertiesConfigSource(variables, "server.xml variables", 500))
                .build();
    }

    java.util.List<String> problems() {
        return new SettingsValidation(build(), surroundings()).problems();
    }

    java.util.List<String> warnings() {
        return new SettingsWarnings(build(), surroundings()).all();
    }
}
