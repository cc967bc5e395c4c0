package io.artifactstore.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * OpenTelemetry's settings as our own settings and this store's needs have them. Below the
 * environment, so that the standard {@code OTEL_EXPORTER_OTLP_ENDPOINT}, {@code OTEL_SERVICE_NAME}
 * and {@code OTEL_TRACES_SAMPLER} win.
 */
public final class TracingDefaults implements ConfigSource {

    private final Map<String, String> values;

    /** For the service loader. */
    public TracingDefaults() {
        this(Surroundings.ofProcess());
    }

    TracingDefaults(Surroundings surroundings) {
        this.values = new Tracing(surroundings).defaults();
    }

    @Override
    public int getOrdinal() {
        return 150;
    }

    @Override
    public String getName() {
        return "artifact-store tracing defaults";
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
