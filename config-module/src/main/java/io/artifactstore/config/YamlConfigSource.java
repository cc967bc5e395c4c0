package io.artifactstore.config;

/**
 * The YAML file that {@code ARTIFACT_STORE_CONFIG} names, flattened to dotted keys: {@code
 * extensions.metrics.tracing.enabled}. Above the defaults (100), below the environment (300).
 */
public final class YamlConfigSource extends FixedConfigSource {

    /** For the service loader. Never throws: {@link SettingsCheck} reports an unusable file. */
    public YamlConfigSource() {
        this(Surroundings.ofProcess());
    }

    YamlConfigSource(Surroundings surroundings) {
        super("artifact-store YAML file", 200, surroundings.file().values());
    }
}
