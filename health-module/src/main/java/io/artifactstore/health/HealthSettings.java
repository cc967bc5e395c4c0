package io.artifactstore.health;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.Config;

/**
 * What an operator can set. Ranges are enforced by the settings check at start.
 *
 * @param interval the time between the end of a check and its next start
 * @param timeout how long a check may take before its component counts as down
 * @param memoryWarnPercent heap use, in percent of the largest heap, from which memory is degraded
 * @param threadsBlockedPercent share of live threads waiting for a lock, in percent, from which
 *     threads are degraded
 * @param viewEnabled whether the API port shows health
 */
record HealthSettings(
        Duration interval,
        Duration timeout,
        int memoryWarnPercent,
        int threadsBlockedPercent,
        boolean viewEnabled,
        String healthPath,
        String readinessPath,
        String livenessPath) {

    static HealthSettings from(Config config) {
        return new HealthSettings(
                duration(config, "artifact-store.health.interval", "PT10S"),
                duration(config, "artifact-store.health.timeout", "PT5S"),
                number(config, "artifact-store.health.memory.warn-percent", 90),
                number(config, "artifact-store.health.threads.blocked-percent", 50),
                flag(config, "extensions.metrics.enabled")
                        && flag(config, "extensions.metrics.health.enabled"),
                text(config, "extensions.metrics.health.healthPath", "/health"),
                text(config, "extensions.metrics.health.readinessPath", "/health/ready"),
                text(config, "extensions.metrics.health.livenessPath", "/health/live"));
    }

    /** Older results count as stale: three rounds were missed. */
    Duration staleAfter() {
        return interval.multipliedBy(3).plus(timeout);
    }

    private static Duration duration(Config config, String key, String otherwise) {
        String value = text(config, key, otherwise);
        try {
            Duration duration = Duration.parse(value);
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(
                        key + " is " + value + ", but must be longer than zero.");
            }
            return duration;
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    key + " is " + value + ", but must be an ISO-8601 duration such as PT10S.",
                    unreadable);
        }
    }

    private static int number(Config config, String key, int otherwise) {
        return config.getOptionalValue(key, Integer.class).orElse(otherwise);
    }

    private static boolean flag(Config config, String key) {
        return config.getOptionalValue(key, Boolean.class).orElse(true);
    }

    private static String text(Config config, String key, String otherwise) {
        return config.getOptionalValue(key, String.class).orElse(otherwise);
    }
}
