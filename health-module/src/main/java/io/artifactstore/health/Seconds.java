package io.artifactstore.health;

import java.time.Duration;

/** Durations as people read them. */
final class Seconds {

    private Seconds() {}

    /** For example {@code 5 s} or {@code 0.25 s}. */
    static String of(Duration duration) {
        return number(duration) + " s";
    }

    /** Seconds with up to three decimals, without trailing zeros. */
    static String number(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 == 0) {
            return Long.toString(millis / 1000);
        }
        String text = String.format(java.util.Locale.ROOT, "%.3f", millis / 1000.0);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end);
    }
}
