package io.artifactstore.access;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;

/**
 * What {@code x-amz-content-sha256} says of the body.
 *
 * @param text as sent: it is the last line of the canonical request
 */
record Payload(Kind kind, String text) {

    enum Kind {
        /** Not covered by the signature. */
        UNSIGNED(false, false, false),
        /** The SHA-256 of the whole body is signed. */
        HASHED(false, false, false),
        CHUNKED_UNSIGNED_TRAILER(true, false, true),
        CHUNKED_SIGNED(true, true, false),
        CHUNKED_SIGNED_TRAILER(true, true, true);

        private final boolean chunked;
        private final boolean signed;
        private final boolean trailer;

        Kind(boolean chunked, boolean signed, boolean trailer) {
            this.chunked = chunked;
            this.signed = signed;
            this.trailer = trailer;
        }

        boolean isChunked() {
            return chunked;
        }

        boolean hasSignedChunks() {
            return signed;
        }

        boolean mayHaveTrailer() {
            return trailer;
        }
    }

    static final Payload PLAIN = new Payload(Kind.UNSIGNED, "UNSIGNED-PAYLOAD");
    static final Payload TRAILED =
            new Payload(Kind.CHUNKED_UNSIGNED_TRAILER, "STREAMING-UNSIGNED-PAYLOAD-TRAILER");

    private static final Payload SIGNED =
            new Payload(Kind.CHUNKED_SIGNED, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    private static final Payload SIGNED_TRAILED =
            new Payload(Kind.CHUNKED_SIGNED_TRAILER, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");

    /**
     * @throws S3Exception {@code NotImplemented} for a streaming algorithm this store cannot
     *     verify, {@code InvalidArgument} for anything unknown
     */
    static Payload parse(String value) {
        if (Hmac.isLowerHex64(value)) {
            return new Payload(Kind.HASHED, value);
        }
        for (Payload known : new Payload[] {PLAIN, TRAILED, SIGNED, SIGNED_TRAILED}) {
            if (known.text.equals(value)) {
                return known;
            }
        }
        if (value.startsWith("STREAMING-")) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "The streaming algorithm in x-amz-content-sha256 is not supported. Use "
                            + SIGNED.text
                            + ", with or without -TRAILER, or "
                            + TRAILED.text
                            + ".");
        }
        throw new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT,
                        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING-… value or 64 lower-case"
                                + " hexadecimal digits.")
                .with("ArgumentName", "x-amz-content-sha256");
    }
}
