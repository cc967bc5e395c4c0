package io.artifactstore.web.http;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of a raw query string, decoded once; of a repeated parameter the first value
 * counts.
 */
public final class Query {

    /** More parameters than any S3 request has. */
    private static final int MAX_PARAMETERS = 200;

    private static final Query EMPTY = new Query(Map.of());

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @throws S3Exception {@code InvalidURI} for broken escapes, {@code InvalidArgument} for more
     *     than 200 parameters
     */
    public static Query parse(String raw) {
        if (raw == null || raw.isEmpty()) {
            return EMPTY;
        }
        Map<String, String> values = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start <= raw.length(); ) {
            int end = raw.indexOf('&', start);
            if (end < 0) {
                end = raw.length();
            }
            if (end > start) {
                if (++count > MAX_PARAMETERS) {
                    throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "The query has more than " + MAX_PARAMETERS + " parameters.");
                }
                int equals = raw.indexOf('=', start);
                boolean hasValue = equals >= 0 && equals < end;
                String name = Percent.decode(raw.substring(start, hasValue ? equals : end), true);
                values.putIfAbsent(
                        name, hasValue ? Percent.decode(raw.substring(equals + 1, end), true) : "");
            }
            start = end + 1;
        }
        return new Query(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value, or null. */
    public String get(String name) {
        return values.get(name);
    }

    /** The value, or {@code fallback} where the parameter is missing. */
    public String get(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }
}
