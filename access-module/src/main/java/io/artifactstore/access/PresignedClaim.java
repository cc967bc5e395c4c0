package io.artifactstore.access;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;

/**
 * What a presigned URL claims; nothing of it is verified.
 *
 * @param time when it was signed
 * @param expires seconds it is valid from then, 1 to 604800
 */
record PresignedClaim(Claim claim, RequestTime time, int expires) {

    private static final int MAX_EXPIRES = 604_800;
    private static final String EXPIRES = "X-Amz-Expires";
    private static final String[] REQUIRED = {
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Signature",
        "X-Amz-Date",
        "X-Amz-SignedHeaders",
        EXPIRES
    };

    /**
     * @throws S3Exception {@code AuthorizationQueryParametersError}
     */
    static PresignedClaim parse(Query query) {
        for (String name : REQUIRED) {
            int count = query.count(name);
            if (count == 0) {
                throw malformed(
                        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                                + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
            }
            if (count > 1) {
                throw malformed(name + " is there more than once.");
            }
        }
        if (!Claim.ALGORITHM.equals(query.first("X-Amz-Algorithm"))) {
            throw malformed("X-Amz-Algorithm only supports \"" + Claim.ALGORITHM + "\".");
        }
        RequestTime time = RequestTime.parse(query.first("X-Amz-Date"));
        if (time == null) {
            throw malformed(
                    "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\".");
        }
        try {
            return new PresignedClaim(Claim.ofQuery(query), time, expiresOf(query.first(EXPIRES)));
        } catch (MalformedClaim malformed) {
            throw malformed(
                    "Error parsing the X-Amz-Credential or X-Amz-SignedHeaders parameter; "
                            + malformed.getMessage());
        }
    }

    /**
     * @throws S3Exception {@code AccessDenied} before and after its time
     */
    void requireValidAt(long now, long maxSkew) {
        if (time.epochSecond() - now > maxSkew) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request is not valid yet")
                    .with("X-Amz-Date", time.text())
                    .with("ServerTime", SignatureV4.iso(now));
        }
        long end = time.epochSecond() + expires;
        if (now > end) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with(EXPIRES, Integer.toString(expires))
                    .with("Expires", SignatureV4.iso(end))
                    .with("ServerTime", SignatureV4.iso(now));
        }
    }

    static S3Exception malformed(String why) {
        return new S3Exception(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR, why);
    }

    private static int expiresOf(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits != text.length()) {
            throw malformed("X-Amz-Expires should be a number of seconds.");
        }
        // Nine digits cannot overflow, and more are out of range anyway.
        int seconds = digits > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
        if (seconds < 1 || seconds > MAX_EXPIRES) {
            throw malformed("X-Amz-Expires must be 1 to " + MAX_EXPIRES + " seconds (a week).");
        }
        return seconds;
    }
}
