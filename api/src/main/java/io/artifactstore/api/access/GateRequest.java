package io.artifactstore.api.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came over the wire: nothing decoded, nothing normalised, because the client
 * signed it like this.
 *
 * @param method as sent
 * @param rawPath the path as sent, percent-encoded, starting with {@code /}
 * @param rawQuery the query as sent, without {@code ?}; an empty string without one
 * @param headers by lower-case name, each with its values in the order sent; values as ISO-8859-1,
 *     one char per byte
 * @param secure whether the connection is TLS
 */
public record GateRequest(
        String requestId,
        Surface surface,
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        String sourceAddress,
        boolean secure) {

    /** The first value of a header, or null. The name may have any case. */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Never the headers: they hold signatures and tokens. */
    @Override
    public String toString() {
        return "GateRequest[" + requestId + " " + method + "]";
    }
}
