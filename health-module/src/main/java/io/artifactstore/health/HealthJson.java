package io.artifactstore.health;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The application view as JSON. */
final class HealthJson {

    private HealthJson() {}

    /** The whole report; instants in whole seconds, {@code uptime} in nanoseconds. */
    static String of(
            HealthReport report, String version, Instant start, Duration uptime, Instant now) {
        StringBuilder json = new StringBuilder(512);
        json.append("{\"status\":");
        quote(json, report.status().label());
        json.append(",\"checks\":[");
        String separator = "";
        for (Reading reading : report.readings()) {
            json.append(separator).append("{\"component\":");
            quote(json, reading.component());
            json.append(",\"status\":");
            quote(json, reading.status().label());
            json.append(",\"message\":");
            quote(json, reading.message());
            json.append(",\"timestamp\":");
            quote(json, seconds(reading.checkedAt()));
            json.append('}');
            separator = ",";
        }
        json.append("],\"version\":");
        quote(json, version);
        json.append(",\"uptime\":").append(uptime.toNanos());
        json.append(",\"start_time\":");
        quote(json, seconds(start));
        json.append(",\"checked_at\":");
        quote(json, seconds(now));
        return json.append('}').toString();
    }

    /** An object with one member. */
    static String of(String name, String value) {
        StringBuilder json = new StringBuilder("{");
        quote(json, name);
        json.append(':');
        quote(json, value);
        return json.append('}').toString();
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c) || isLineSeparator(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Legal in JSON, but not in the scripts that it is pasted into. */
    private static boolean isLineSeparator(char c) {
        return c == '\u2028' || c == '\u2029';
    }
}
