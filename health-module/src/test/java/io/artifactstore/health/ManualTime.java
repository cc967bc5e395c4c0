package io.artifactstore.health;

import java.time.Duration;
import java.time.Instant;

/** A clock that a test moves. */
final class ManualTime implements Time {

    static final Instant START = Instant.parse("2025-10-28T10:30:00Z");

    private volatile long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }
}
