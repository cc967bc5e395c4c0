package io.artifactstore.api.operation;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/** What keeps the store's state. */
public enum Backend implements Labelled {
    METADATA,
    BLOB;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
        return label;
    }
}
