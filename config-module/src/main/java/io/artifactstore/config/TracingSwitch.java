package io.artifactstore.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Lets our own switch decide on tracing, whatever {@code OTEL_SDK_DISABLED} says, and gives an
 * endpoint from the environment the scheme it may lack. Above the environment for that reason.
 */
public final class TracingSwitch implements ConfigSource {

    private final Map<String, String> values;

    /** For the service loader. */
    public TracingSwitch() {
        this(Surroundings.ofProcess());
    }

    TracingSwitch(Surroundings surroundings) {
        this.values = new Tracing(surroundings).overrides();
    }

    @Override
    public int getOrdinal() {
        return 320;
    }

    @Override
    public String getName() {
        return "artifact-store tracing switch";
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
