package io.artifactstore.api.event;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/**
 * The store is at fault: an answer of 5xx (501 excepted) or a background job that failed. Never a
 * client's mistake.
 */
public record FaultOccurred(Type type, Component component) {

    /** What went wrong. Closed, because it is a metric label. */
    public enum Type implements Labelled {
        /** A defect: an exception nobody expected. */
        INTERNAL,
        /** A read or write failed. */
        IO,
        DISK_FULL,
        READ_ONLY,
        /** Data read back is not what was written. */
        CORRUPT,
        TIMEOUT,
        /** A dependency is away or the store has stopped writing. */
        UNAVAILABLE,
        /** Too much at once: a bounded queue or the admission limit is full. */
        OVERLOAD;

        private final String label = name().toLowerCase(Locale.ROOT);

        @Override
        public String label() {
            return label;
        }
    }

    /** Where it went wrong. Closed, because it is a metric label. */
    public enum Component implements Labelled {
        WEB,
        STORE,
        METADATA,
        BLOB,
        ACCESS,
        SUPPLYCHAIN,
        METRICS,
        TRACING;

        private final String label = name().toLowerCase(Locale.ROOT);

        @Override
        public String label() {
            return label;
        }
    }
}
