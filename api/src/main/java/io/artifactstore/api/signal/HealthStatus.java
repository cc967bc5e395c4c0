package io.artifactstore.api.signal;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/** How a component is. */
public enum HealthStatus implements Labelled {
    HEALTHY,
    /** Works, but somebody should look. */
    DEGRADED,
    UNHEALTHY;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
        return label;
    }
}
