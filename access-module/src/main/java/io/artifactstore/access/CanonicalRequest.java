package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The canonical request of Signature Version 4: what both sides hash. Chars are bytes (ISO-8859-1),
 * because a header's bytes are signed whatever their encoding is.
 */
final class CanonicalRequest {

    private CanonicalRequest() {}

    static String of(
            GateRequest request, Query query, Claim claim, String payload, boolean presigned) {
        StringBuilder out = new StringBuilder(1024);
        out.append(request.method()).append('\n');
        out.append(UriEncoding.canonicalPath(request.rawPath())).append('\n');
        query.appendCanonical(out, presigned);
        out.append('\n');
        for (String name : claim.signedHeaders()) {
            out.append(name).append(':');
            appendValues(out, request.headers().get(name));
            out.append('\n');
        }
        out.append('\n').append(claim.signedHeaderList()).append('\n').append(payload);
        return out.toString();
    }

    static byte[] sha256(String canonical) {
        return Hmac.sha256().digest(canonical.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void appendValues(StringBuilder out, List<String> values) {
        if (values == null) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            appendCollapsed(out, values.get(i));
        }
    }

    /** Without white space at either end, and one space for each run of it within. */
    private static void appendCollapsed(StringBuilder out, String value) {
        boolean started = false;
        boolean gap = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                gap = started;
                continue;
            }
            if (c > 0xff) {
                // It would be signed as a question mark, so that two values had one signature.
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "A signed header holds a character that is not a byte.");
            }
            if (gap) {
                out.append(' ');
                gap = false;
            }
            started = true;
            out.append(c);
        }
    }
}
