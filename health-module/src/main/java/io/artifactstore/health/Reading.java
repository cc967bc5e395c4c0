package io.artifactstore.health;

import io.artifactstore.api.signal.HealthStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a component at one moment.
 *
 * @param message one plain sentence
 * @param readable whether clients can still read, as far as this component decides it
 * @param writable whether clients can still write, as far as this component decides it
 * @param checkedAt when the check that this is based on ended; the start of the store before the
 *     first
 * @param age the time since then
 * @param fault what the check threw, for the log only; else null
 */
record Reading(
        String component,
        boolean makesUnready,
        HealthStatus status,
        String message,
        boolean readable,
        boolean writable,
        Instant checkedAt,
        Duration age,
        Throwable fault) {

    /** Whether the store can serve reads, as far as this component is concerned. */
    boolean letsRead() {
        return !makesUnready || (readable && status != HealthStatus.UNHEALTHY);
    }
}
