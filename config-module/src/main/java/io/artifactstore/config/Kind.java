package io.artifactstore.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What values a setting takes.
 *
 * @param name one word for the documentation
 * @param allowed completes "must be …"
 */
record Kind(String name, String allowed, Predicate<String> accepts) {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");
    private static final int MAX_PATH_LENGTH = 100;
    // No segment begins with a dot: that keeps out /./ and /../. The management API owns the first
    // segments with an underscore.
    private static final Pattern PATH =
            Pattern.compile("/[A-Za-z0-9~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?(:\\d{1,5})?");

    /** First segments of paths on the API port that belong to others. */
    static final Set<String> TAKEN_SEGMENTS = Set.of("console-plugin", "openapi", "jwt");

    static final Kind BOOLEAN =
            new Kind("boolean", "true or false", List.of("true", "false")::contains);

    static final Kind PATH_ON_API_PORT =
            new Kind(
                    "path",
                    "a path of at most "
                            + MAX_PATH_LENGTH
                            + " characters that starts with '/' and does not end with it, with segments of A-Z, a-z,"
                            + " 0-9, '.', '_', '~' and '-' that do not begin with '.', the first neither beginning with"
                            + " '_' nor one of console-plugin, jwt and openapi",
                    Kind::isFreePath);

    static final Kind ENDPOINT =
            new Kind(
                    "endpoint",
                    "host:port, or a URL that starts with http:// or https:// and has no user, query or"
                            + " fragment",
                    Kind::isEndpoint);

    static Kind integer(int min, int max) {
        return new Kind(
                "integer",
                "a whole number from " + min + " to " + max,
                value ->
                        WHOLE_NUMBER.matcher(value).matches()
                                && Integer.parseInt(value) >= min
                                && Integer.parseInt(value) <= max);
    }

    /** A TCP port; -1 switches the listener off. */
    static Kind port() {
        Kind number = integer(1, 65_535);
        return new Kind(
                "port",
                "a port from 1 to 65535, or -1 for none",
                value -> value.equals("-1") || number.accepts().test(value));
    }

    static Kind duration(Duration min, Duration max) {
        return new Kind(
                "duration",
                "an ISO-8601 duration from " + min + " to " + max,
                value -> {
                    try {
                        Duration duration = Duration.parse(value);
                        return duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
                    } catch (DateTimeParseException unreadable) {
                        return false;
                    }
                });
    }

    static Kind text(int min, int max) {
        return new Kind(
                "text",
                "a text of "
                        + min
                        + " to "
                        + max
                        + " characters without control characters or spaces at its ends",
                value ->
                        value.length() >= min
                                && value.length() <= max
                                && value.equals(value.strip())
                                && value.chars().noneMatch(Character::isISOControl));
    }

    /**
     * @param form a regular expression
     */
    static Kind text(String allowed, String form) {
        return new Kind("text", allowed, Pattern.compile(form).asMatchPredicate());
    }

    static Kind oneOf(Collection<String> values) {
        return new Kind(
                "one of",
                "one of " + values.stream().sorted().collect(Collectors.joining(", ")),
                values::contains);
    }

    /** The first segment of a path, without its slashes. */
    static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }

    private static boolean isFreePath(String path) {
        return path.length() <= MAX_PATH_LENGTH
                && PATH.matcher(path).matches()
                && !TAKEN_SEGMENTS.contains(firstSegment(path));
    }

    private static boolean isEndpoint(String value) {
        if (!value.contains("://")) {
            int colon = value.indexOf(':');
            return HOST_AND_PORT.matcher(value).matches()
                    && (colon < 0 || isPort(value.substring(colon + 1)));
        }
        try {
            URI uri = new URI(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (uri.getPort() == -1 || isPort(Integer.toString(uri.getPort())));
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535;
    }
}
