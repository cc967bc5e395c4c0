package io.artifactstore.metrics;

import io.artifactstore.api.artifact.Labelled;
import io.artifactstore.api.event.Outcome;
import java.util.Locale;

/** What a verification said. */
enum VerificationStatus implements Labelled {
    /** Verified. */
    SUCCESS,
    /** Does not verify. */
    FAILURE,
    /** Could not be decided. */
    ERROR;

    private final String label = name().toLowerCase(Locale.ROOT);

    static VerificationStatus of(Outcome outcome) {
        if (outcome instanceof Outcome.Success) {
            return SUCCESS;
        }
        return outcome instanceof Outcome.Rejected ? FAILURE : ERROR;
    }

    @Override
    public String label() {
        return label;
    }
}
