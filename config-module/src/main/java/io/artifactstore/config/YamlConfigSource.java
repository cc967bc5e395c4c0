package io.artifactstore.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The YAML file that {@code ARTIFACT_STORE_CONFIG} names, flattened to dotted keys: {@code
 * extensions.metrics.tracing.enabled}. Above the defaults (100), below the environment (300).
 */
public final class YamlConfigSource implements ConfigSource {

    private final Map<String, String> values;

    /** For the service loader. Never throws: {@link SettingsCheck} reports an unusable file. */
    public YamlConfigSource() {
        this(Surroundings.ofProcess());
    }

    YamlConfigSource(Surroundings surroundings) {
        this.values = surroundings.file().values();
    }

    @Override
    public int getOrdinal() {
        return 200;
    }

    @Override
    public String getName() {
        return "artifact-store YAML file";
    }

    @Override
    public Map<String, String> getProperties() {
        return values;
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }
}
