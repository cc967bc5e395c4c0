package io.artifactstore.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * When a client says it made the request.
 *
 * @param epochSecond seconds since 1970 in UTC
 * @param text {@code yyyyMMdd'T'HHmmss'Z'}, as it is signed
 */
record RequestTime(long epochSecond, String text) {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Reads the basic ISO 8601 form of {@code x-amz-date}; null for anything else. */
    static RequestTime parse(String text) {
        if (text.length() != 16 || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 4, 6);
        int day = number(text, 6, 8);
        int hour = number(text, 9, 11);
        int minute = number(text, 11, 13);
        int second = number(text, 13, 15);
        if ((year | month | day | hour | minute | second) < 0) {
            return null;
        }
        try {
            LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute, second);
            return new RequestTime(time.toEpochSecond(ZoneOffset.UTC), text);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** Reads a Date header: the form of HTTP, or that of {@code x-amz-date}; null otherwise. */
    static RequestTime parseDateHeader(String text) {
        RequestTime basic = parse(text);
        if (basic != null) {
            return basic;
        }
        try {
            Instant time =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return new RequestTime(time.getEpochSecond(), BASIC.format(time));
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    /** The day, {@code yyyyMMdd}. */
    boolean isOn(String day) {
        return text.startsWith(day);
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
