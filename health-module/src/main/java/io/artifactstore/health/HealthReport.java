package io.artifactstore.health;

import io.artifactstore.api.signal.HealthStatus;
import java.util.List;

/** What is known of all components at one moment, and what follows from it. */
record HealthReport(List<Reading> readings, DrainState drain) {

    /**
     * Unhealthy if a component that traffic depends on is; degraded if anything else is not
     * healthy.
     */
    HealthStatus status() {
        HealthStatus worst = HealthStatus.HEALTHY;
        for (Reading reading : readings) {
            if (reading.status() == HealthStatus.UNHEALTHY && reading.makesUnready()) {
                return HealthStatus.UNHEALTHY;
            }
            if (reading.status() != HealthStatus.HEALTHY) {
                worst = HealthStatus.DEGRADED;
            }
        }
        return worst;
    }

    /** Whether the store should get traffic. */
    boolean ready() {
        return drain == DrainState.OFF && readings.stream().allMatch(Reading::letsRead);
    }

    /** Whether it should get writes too. */
    boolean readyForWrite() {
        return ready() && readings.stream().allMatch(Reading::writable);
    }

    /** Why it is not ready: sentences. */
    String why() {
        StringBuilder reasons = new StringBuilder();
        if (drain != DrainState.OFF) {
            reasons.append(drain.message()).append('.');
        }
        for (Reading reading : readings) {
            if (!reading.letsRead()) {
                reasons.append(reasons.isEmpty() ? "" : " ")
                        .append(reading.component())
                        .append(": ")
                        .append(reading.message())
                        .append('.');
            }
        }
        return reasons.toString();
    }
}
