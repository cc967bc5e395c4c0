package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.Principal;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Finds out who sent a request. */
final class Verifier {

    /** Headers that must not be ambiguous: with two of them, which one was signed? */
    private static final String[] AT_MOST_ONCE = {
        "authorization",
        "host",
        "x-amz-date",
        "x-amz-content-sha256",
        "x-amz-decoded-content-length"
    };

    private static final String USE_V4 =
            "The authorization mechanism you have provided is not supported. Please use"
                    + " AWS4-HMAC-SHA256: set signature_version='s3v4' in boto3 (Config) or in the s3 section of"
                    + " the AWS configuration file, or choose any region but us-east-1.";

    private final SignatureV4 signatures;

    Verifier(AccessKeys keys, Clock clock) {
        this.signatures = new SignatureV4(keys, clock);
    }

    /**
     * @throws S3Exception why the sender is not known
     */
    AuthenticatedRequest verify(GateRequest request, Query query, Mechanism mechanism) {
        refuseAmbiguousHeaders(request);
        return switch (mechanism) {
            case NONE -> anonymous(request);
            case SIGV4_HEADER -> signatures.verifyHeader(request, query);
            case SIGV4_QUERY -> signatures.verifyPresigned(request, query);
            case SIGV2_HEADER, SIGV2_QUERY ->
                    throw new S3Exception(S3ErrorCode.INVALID_REQUEST, USE_V4);
            case BEARER ->
                    throw new S3Exception(
                            S3ErrorCode.ACCESS_DENIED,
                            "Bearer tokens are not configured on this store. Sign the request with"
                                    + " AWS4-HMAC-SHA256.");
            case FOREIGN_HEADER ->
                    throw new S3Exception(
                            S3ErrorCode.ACCESS_DENIED,
                            "The scheme of the Authorization header is not supported. Sign the request with"
                                    + " AWS4-HMAC-SHA256.");
            case SEVERAL ->
                    throw new S3Exception(
                            S3ErrorCode.INVALID_REQUEST,
                            "Only one authentication mechanism is allowed: the Authorization header, the"
                                    + " X-Amz-Algorithm query parameters, or none.");
        };
    }

    private static AuthenticatedRequest anonymous(GateRequest request) {
        String declared = request.header("x-amz-content-sha256");
        Payload payload = Payload.PLAIN;
        if (declared != null && declared.startsWith("STREAMING-")) {
            payload = Payload.parse(declared);
            if (payload.kind().hasSignedChunks()) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "An anonymous request cannot have a body of signed chunks.");
            }
        } else if (isAwsChunked(request)) {
            // botocore sets x-amz-content-sha256 only when it signs, but frames the body all the
            // same.
            payload = Payload.TRAILED;
        }
        return new AuthenticatedRequest(Principal.ANONYMOUS, request, payload, null);
    }

    private static boolean isAwsChunked(GateRequest request) {
        List<String> encodings = request.headers().get("content-encoding");
        if (encodings == null) {
            return false;
        }
        for (String value : encodings) {
            for (String coding : value.split(",")) {
                if (coding.strip().toLowerCase(Locale.ROOT).equals("aws-chunked")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void refuseAmbiguousHeaders(GateRequest request) {
        for (String name : AT_MOST_ONCE) {
            List<String> values = request.headers().get(name);
            if (values != null && values.size() > 1) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "The header " + name + " is there more than once.");
            }
        }
    }
}
