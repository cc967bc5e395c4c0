package io.artifactstore.config;

/**
 * Lets our own switch decide on tracing, whatever {@code OTEL_SDK_DISABLED} says, and gives an
 * endpoint from the environment the scheme it may lack. Above the environment for that reason.
 */
public final class TracingSwitch extends FixedConfigSource {

    /** For the service loader. */
    public TracingSwitch() {
        this(Surroundings.ofProcess());
    }

    TracingSwitch(Surroundings surroundings) {
        super("artifact-store tracing switch", 320, new Tracing(surroundings).overrides());
    }
}
