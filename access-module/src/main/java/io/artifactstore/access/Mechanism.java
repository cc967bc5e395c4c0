package io.artifactstore.access;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.error.S3Exception;

/** The way in which a request carries credentials, told from its shape alone. */
enum Mechanism {
    NONE(AuthenticationMethod.ANONYMOUS),
    SIGV4_HEADER(AuthenticationMethod.SIGV4),
    SIGV4_QUERY(AuthenticationMethod.PRESIGNED),
    SIGV2_HEADER(AuthenticationMethod.SIGV4),
    SIGV2_QUERY(AuthenticationMethod.PRESIGNED),
    BEARER(AuthenticationMethod.BEARER_TOKEN),
    /**
     * An Authorization header of a scheme that nobody here reads (Basic, Digest, …). It is counted
     * as {@code sigv4}, what the store expects in that header; {@code anonymous} would be wrong,
     * since somebody tried to say who they are.
     */
    FOREIGN_HEADER(AuthenticationMethod.SIGV4),
    /** More than one AWS mechanism; one of them is always in the query. */
    SEVERAL(AuthenticationMethod.PRESIGNED);

    private final AuthenticationMethod method;

    Mechanism(AuthenticationMethod method) {
        this.method = method;
    }

    /** The label it is counted under. */
    AuthenticationMethod method() {
        return method;
    }

    static Mechanism of(GateRequest request, Query query) {
        Mechanism header = ofHeaders(request);
        boolean presigned =
                query.has("X-Amz-Algorithm")
                        || query.has("X-Amz-Credential")
                        || query.has("X-Amz-Signature");
        boolean old = query.has("AWSAccessKeyId");
        if (!presigned && !old) {
            return header;
        }
        boolean twice = header == SIGV4_HEADER || header == SIGV2_HEADER || presigned && old;
        if (twice) {
            return SEVERAL;
        }
        // Next to an Authorization header of another kind the query wins, as in S3. What that
        // header says is not read.
        return presigned ? SIGV4_QUERY : SIGV2_QUERY;
    }

    /** As {@link #of}, for a request that may have a query that cannot be read. */
    static Mechanism guess(GateRequest request) {
        try {
            return of(request, Query.parse(request.rawQuery()));
        } catch (S3Exception unreadable) {
            return ofHeaders(request);
        }
    }

    /** What the Authorization header alone says. */
    static Mechanism ofHeaders(GateRequest request) {
        String authorization = request.header("authorization");
        if (authorization == null) {
            return NONE;
        }
        if (startsWith(authorization, "AWS4-")) {
            return SIGV4_HEADER;
        }
        if (startsWith(authorization, "AWS ")) {
            return SIGV2_HEADER;
        }
        return startsWith(authorization, "Bearer ") ? BEARER : FOREIGN_HEADER;
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
