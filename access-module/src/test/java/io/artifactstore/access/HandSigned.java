package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Signs what the SDK would not sign: any mode, any set of headers, any expiry. The path and the
 * query must be in canonical form already; nothing of the module's own code is used.
 */
final class HandSigned {

    private static final String REGION = "us-east-1";

    private HandSigned() {}

    /** With every header of the request signed, at the time of its x-amz-date. */
    static GateRequest header(GateRequest request) {
        return header(request, request.header("x-amz-date"));
    }

    static GateRequest header(GateRequest request, String time) {
        String names = String.join(";", new TreeSet<>(request.headers().keySet()));
        String signature =
                signature(
                        request,
                        names,
                        request.rawQuery(),
                        request.header("x-amz-content-sha256"),
                        time);
        return Keys.with(
                request,
                "authorization",
                "AWS4-HMAC-SHA256 Credential="
                        + Keys.ID
                        + "/"
                        + scope(time)
                        + ", SignedHeaders="
                        + names
                        + ", Signature="
                        + signature);
    }

    /** A presigned request; {@code expires} is put in as it is. */
    static GateRequest query(GateRequest request, String time, String expires) {
        TreeMap<String, String> parameters = new TreeMap<>();
        if (!request.rawQuery().isEmpty()) {
            for (String pair : request.rawQuery().split("&")) {
                parameters.put(
                        pair.substring(0, pair.indexOf('=')),
                        pair.substring(pair.indexOf('=') + 1));
            }
        }
        String names = String.join(";", new TreeSet<>(request.headers().keySet()));
        parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        parameters.put("X-Amz-Credential", (Keys.ID + "/" + scope(time)).replace("/", "%2F"));
        parameters.put("X-Amz-Date", time);
        parameters.put("X-Amz-Expires", expires);
        parameters.put("X-Amz-SignedHeaders", names.replace(";", "%3B"));
        StringBuilder query = new StringBuilder();
        parameters.forEach(
                (name, value) ->
                        query.append(query.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(value));
        String hash = request.header("x-amz-content-sha256");
        String signature =
                signature(
                        request,
                        names,
                        query.toString(),
                        hash == null ? "UNSIGNED-PAYLOAD" : hash,
                        time);
        return Keys.withQuery(request, query + "&X-Amz-Signature=" + signature);
    }

    private static String scope(String time) {
        return time.substring(0, 8) + "/" + REGION + "/s3/aws4_request";
    }

    private static String signature(
            GateRequest request, String names, String query, String payload, String time) {
        StringBuilder canonical = new StringBuilder();
        canonical.append(request.method()).append('\n').append(request.rawPath()).append('\n');
        canonical.append(query).append('\n');
        for (String name : names.split(";")) {
            canonical
                    .append(name)
                    .append(':')
                    .append(String.join(",", request.headers().get(name)))
                    .append('\n');
        }
        canonical.append('\n').append(names).append('\n').append(payload);
        String hash =
                Chunks.hex(
                        Chunks.sha256(canonical.toString().getBytes(StandardCharsets.ISO_8859_1)));
        byte[] key = ("AWS4" + Keys.SECRET).getBytes(StandardCharsets.UTF_8);
        for (String step : scope(time).split("/")) {
            key = Chunks.hmac(key, step);
        }
        return Chunks.hex(
                Chunks.hmac(key, "AWS4-HMAC-SHA256\n" + time + "\n" + scope(time) + "\n" + hash));
    }
}
