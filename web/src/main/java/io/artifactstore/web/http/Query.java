package io.artifactstore.web.http;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a raw query string, decoded once; of a repeated parameter the first value
 * counts.
 */
public final class Query {

    /** More parameters than any S3 request has. */
    private static final int MAX_PARAMETERS = 200;

    private static final Query EMPTY = new Query(Map.of());

    private static final Set<String> SECRET =
            Set.of(
                    "x-amz-signature",
                    "x-amz-credential",
                    "x-amz-security-token",
                    "awsaccesskeyid",
                    "signature",
                    "webidentitytoken",
                    "token",
                    "access_token",
                    "id_token",
                    "x-amz-server-side-encryption-customer-key",
                    "x-amz-copy-source-server-side-encryption-customer-key");

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

    /**
     * The raw query without the values of credentials, signatures and tokens: fit for spans and
     * logs.
     */
    public static String redact(String raw) {
        if (raw == null || raw.isEmpty()) {
            return "";
        }
        StringBuilder safe = new StringBuilder(raw.length());
        String separator = "";
        for (String pair : raw.split("&", -1)) {
            safe.append(separator);
            separator = "&";
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals >= 0 && isSecret(name)) {
                safe.append(name).append("=REDACTED");
            } else {
                safe.append(pair);
            }
        }
        return safe.toString();
    }

    private static boolean isSecret(String rawName) {
        String name;
        try {
            name = Percent.decode(rawName, true);
        } catch (S3Exception undecodable) {
            return true;
        }
        return SECRET.contains(name.toLowerCase(java.util.Locale.ROOT));
    }
}
