package io.artifactstore.health;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** Since when this process runs. */
final class Uptime {

    private Uptime() {}

    static Instant start() {
        return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    static Duration now() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
