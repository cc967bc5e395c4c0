package io.artifactstore.api.event;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Takes credentials, signatures, keys and tokens out of a query string. What is announced is clean,
 * and spans, which leave the process, are looked at twice.
 */
public final class QueryRedaction {

    private static final String REDACTED = "REDACTED";

    /** Names that only look like a secret: the place where a listing goes on. */
    private static final Set<String> HARMLESS = Set.of("continuation-token", "list-token");

    private static final Set<String> SECRET = Set.of("awsaccesskeyid", "sig", "code", "assertion");
    private static final String[] SECRET_PARTS = {
        "signature", "credential", "token", "secret", "password", "accesskey", "customer-key"
    };

    private QueryRedaction() {}

    /**
     * @param query raw, percent-encoded
     * @return the same instance if there was nothing to take out
     */
    public static String redact(String query) {
        StringBuilder clean = null;
        int begin = 0;
        while (begin <= query.length()) {
            int end = query.indexOf('&', begin);
            if (end < 0) {
                end = query.length();
            }
            int equals = query.indexOf('=', begin);
            boolean secret =
                    equals >= 0 && equals + 1 < end && isSecret(query.substring(begin, equals));
            if (secret && clean == null) {
                clean = new StringBuilder(query.length()).append(query, 0, begin);
            }
            if (clean != null) {
                clean.append(query, begin, secret ? equals + 1 : end);
                clean.append(secret ? REDACTED : "").append(end < query.length() ? "&" : "");
            }
            begin = end + 1;
        }
        return clean == null ? query : clean.toString();
    }

    private static boolean isSecret(String rawName) {
        String name = decoded(rawName);
        if (name == null) {
            return true;
        }
        name = name.toLowerCase(Locale.ROOT);
        if (HARMLESS.contains(name)) {
            return false;
        }
        if (SECRET.contains(name)) {
            return true;
        }
        for (String part : SECRET_PARTS) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** Null for a name that cannot be decoded: then nobody knows what its value is. */
    private static String decoded(String rawName) {
        if (rawName.indexOf('%') < 0) {
            return rawName;
        }
        try {
            return URLDecoder.decode(rawName, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
