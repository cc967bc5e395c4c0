package io.artifactstore.api.access;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/** How a client says who it is. Closed, because it is a metric label. */
public enum AuthenticationMethod implements Labelled {
    SIGV4,
    PRESIGNED,
    BEARER_TOKEN,
    WEB_IDENTITY,
    ANONYMOUS;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
        return label;
    }
}
