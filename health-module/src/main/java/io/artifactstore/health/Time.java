package io.artifactstore.health;

import java.time.Instant;

/** What time it is: on the wall, for reports, and monotonic, for ages. */
interface Time {

    Time SYSTEM =
            new Time() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public Instant now() {
                    return Instant.now();
                }
            };

    /** Monotonic; only differences mean anything. */
    long nanos();

    Instant now();
}
