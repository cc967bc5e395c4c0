package io.artifactstore.config;

/**
 * OpenTelemetry's settings as our own settings and this store's needs have them. Below the
 * environment, so that the standard {@code OTEL_EXPORTER_OTLP_ENDPOINT}, {@code OTEL_SERVICE_NAME}
 * and {@code OTEL_TRACES_SAMPLER} win.
 */
public final class TracingDefaults extends FixedConfigSource {

    /** For the service loader. */
    public TracingDefaults() {
        this(Surroundings.ofProcess());
    }

    TracingDefaults(Surroundings surroundings) {
        super("artifact-store tracing defaults", 150, new Tracing(surroundings).defaults());
    }
}
