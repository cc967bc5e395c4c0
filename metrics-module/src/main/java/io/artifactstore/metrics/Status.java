package io.artifactstore.metrics;

import io.artifactstore.api.artifact.Labelled;
import io.artifactstore.api.event.Outcome;
import java.util.Locale;

/** The {@code status} label of all but verifications and authentications. */
enum Status implements Labelled {
    SUCCESS,
    /** The store's fault. */
    FAILURE,
    /** The client's fault. */
    REJECTED,
    /** The client went away. */
    CANCELED;

    private static final Status[] VALUES = values();

    private final String label = name().toLowerCase(Locale.ROOT);

    static Status of(Outcome outcome) {
        if (outcome instanceof Outcome.Success) {
            return SUCCESS;
        }
        if (outcome instanceof Outcome.Rejected) {
            return REJECTED;
        }
        return outcome instanceof Outcome.Canceled ? CANCELED : FAILURE;
    }

    /** By ordinal, without the copy that {@code values()} makes. */
    static Status at(int ordinal) {
        return VALUES[ordinal];
    }

    @Override
    public String label() {
        return label;
    }
}
