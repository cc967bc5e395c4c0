package io.artifactstore.api.access;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/** How an authentication attempt ended. Closed, because it is a metric label. */
public enum AuthenticationStatus implements Labelled {
    /** Verified; an anonymous request is a success of its kind. */
    SUCCESS,
    /**
     * Wrong, expired or unknown credentials, or a request that cannot be authenticated as it
     * stands.
     */
    FAILURE,
    /**
     * Could not be decided: an issuer is down, or the store refused the request before it looked.
     */
    ERROR;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
        return label;
    }
}
