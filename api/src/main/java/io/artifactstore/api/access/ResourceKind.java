package io.artifactstore.api.access;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/** What a policy decision is about. Closed, because it is a metric label. */
public enum ResourceKind implements Labelled {
    SERVICE,
    BUCKET,
    OBJECT,
    SUPPLYCHAIN,
    ADMIN;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
        return label;
    }
}
