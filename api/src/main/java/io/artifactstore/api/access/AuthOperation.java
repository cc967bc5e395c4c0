package io.artifactstore.api.access;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/** The two questions of the gate: who is it, and may they. */
public enum AuthOperation implements Labelled {
    AUTHENTICATE,
    AUTHORIZE;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
        return label;
    }
}
