package io.artifactstore.web.s3;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** The two date formats of S3. */
final class S3Time {

    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private S3Time() {}

    /** As in a Last-Modified header: RFC 9110 IMF-fixdate. */
    static String http(Instant time) {
        return HTTP.format(time);
    }

    /** An HTTP date; empty for anything else, which RFC 9110 has ignored. */
    static Optional<Instant> parseHttp(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    /**
     * As in XML: {@code 2009-10-12T17:50:30.000Z}. By hand, because a listing writes a thousand of
     * them.
     */
    static String iso(Instant time) {
        LocalDateTime t =
                LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
        put(text, 0, 4, t.getYear());
        put(text, 5, 2, t.getMonthValue());
        put(text, 8, 2, t.getDayOfMonth());
        put(text, 11, 2, t.getHour());
        put(text, 14, 2, t.getMinute());
        put(text, 17, 2, t.getSecond());
        put(text, 20, 3, t.getNano() / 1_000_000);
        return new String(text);
    }

    private static void put(char[] text, int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
