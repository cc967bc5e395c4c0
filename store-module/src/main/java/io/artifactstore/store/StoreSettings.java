package io.artifactstore.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set, read once at start.
 *
 * @param data {@code artifact-store.data}: the data folder
 * @param queue {@code artifact-store.metadata.queue}: mutations that may wait
 * @param timeout {@code artifact-store.metadata.timeout}: how long a caller waits for one
 * @param readers {@code artifact-store.metadata.readers}: connections for reading
 * @param gcGrace {@code artifact-store.gc.grace}: from being replaced to being deleted
 * @param gcInterval {@code artifact-store.gc.interval}: between two collections
 * @param diskWarn {@code artifact-store.disk.warn-percent} of the disk in use
 * @param diskCritical {@code artifact-store.disk.critical-percent} of the disk in use
 */
record StoreSettings(
        Path data,
        int queue,
        Duration timeout,
        int readers,
        Duration gcGrace,
        Duration gcInterval,
        int diskWarn,
        int diskCritical) {

    StoreSettings {
        if (diskWarn > diskCritical) {
            throw refused(
                    "artifact-store.disk.warn-percent",
                    Integer.toString(diskWarn),
                    "a number not above artifact-store.disk.critical-percent");
        }
    }

    /** The defaults, for the folder {@code data}. */
    static StoreSettings in(Path data) {
        return new StoreSettings(
                data,
                1024,
                Duration.ofSeconds(30),
                8,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                80,
                90);
    }

    /**
     * @throws StartRefusedException naming the key, the value and what is allowed
     */
    static StoreSettings from(Config config) {
        StoreSettings defaults = in(Path.of("data"));
        return new StoreSettings(
                path(config, "artifact-store.data", defaults.data),
                number(config, "artifact-store.metadata.queue", defaults.queue, 1, 100_000),
                duration(config, "artifact-store.metadata.timeout", defaults.timeout, 100, 600_000),
                number(config, "artifact-store.metadata.readers", defaults.readers, 1, 256),
                duration(config, "artifact-store.gc.grace", defaults.gcGrace, 1_000, 604_800_000),
                duration(
                        config,
                        "artifact-store.gc.interval",
                        defaults.gcInterval,
                        1_000,
                        86_400_000),
                number(config, "artifact-store.disk.warn-percent", defaults.diskWarn, 1, 100),
                number(
                        config,
                        "artifact-store.disk.critical-percent",
                        defaults.diskCritical,
                        1,
                        100));
    }

    private static Path path(Config config, String key, Path otherwise) {
        String value = config.getOptionalValue(key, String.class).orElse("").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException wrong) {
            throw refused(key, value, "a folder");
        }
    }

    private static int number(Config config, String key, int otherwise, int min, int max) {
        String value = config.getOptionalValue(key, String.class).orElse("").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            // Refused below, like a number out of range.
        }
        throw refused(key, value, "a whole number from " + min + " to " + max);
    }

    private static Duration duration(
            Config config, String key, Duration otherwise, long minMillis, long maxMillis) {
        String value = config.getOptionalValue(key, String.class).orElse("").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        Duration min = Duration.ofMillis(minMillis);
        Duration max = Duration.ofMillis(maxMillis);
        try {
            Duration duration = Duration.parse(value);
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException wrong) {
            // Refused below, like a duration out of range.
        }
        throw refused(key, value, "an ISO-8601 duration from " + min + " to " + max);
    }

    private static StartRefusedException refused(String key, String value, String allowed) {
        return new StartRefusedException(
                "The setting " + key + " is '" + value + "'; allowed is " + allowed);
    }
}
