package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.VerifiedBody;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A body behind the checks that {@link Payload} calls for. */
record Body(InputStream stream, long decodedLength, Optional<String> signedSha256, Trailer trailer)
        implements VerifiedBody {

    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
    private static final int MAX_LENGTH_DIGITS = 18;

    static Body of(
            GateRequest request,
            Payload payload,
            ChunkSignatures signatures,
            InputStream raw,
            long contentLength) {
        Payload.Kind kind = payload.kind();
        Trailer trailer = Trailer.announcedBy(request);
        if (trailer.isAnnounced() && !kind.mayHaveTrailer()) {
            throw Trailer.invalid(
                    "x-amz-trailer needs an x-amz-content-sha256 that ends in -TRAILER.");
        }
        if (!kind.isChunked()) {
            InputStream stream = contentLength < 0 ? raw : new SizedInputStream(raw, contentLength);
            return new Body(
                    stream,
                    contentLength,
                    kind == Payload.Kind.HASHED ? Optional.of(payload.text()) : Optional.empty(),
                    trailer);
        }
        if (kind == Payload.Kind.CHUNKED_SIGNED_TRAILER && !trailer.isAnnounced()) {
            throw Trailer.invalid(
                    "An x-amz-content-sha256 that ends in -TRAILER needs x-amz-trailer.");
        }
        long length = decodedLengthOf(request);
        return new Body(
                new AwsChunkedInputStream(
                        raw, length, signatures, kind.mayHaveTrailer() ? trailer : null),
                length,
                Optional.empty(),
                trailer);
    }

    @Override
    public Map<String, String> trailers() {
        return trailer.values();
    }

    private static long decodedLengthOf(GateRequest request) {
        String text = request.header(DECODED_LENGTH);
        if (text == null) {
            throw new S3Exception(
                    S3ErrorCode.MISSING_CONTENT_LENGTH,
                    "An aws-chunked body needs the header " + DECODED_LENGTH + ".");
        }
        String digits = text.strip();
        boolean sound = !digits.isEmpty() && digits.length() <= MAX_LENGTH_DIGITS;
        for (int i = 0; sound && i < digits.length(); i++) {
            sound = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!sound) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            DECODED_LENGTH + " must be a number of bytes.")
                    .with("ArgumentName", DECODED_LENGTH);
        }
        return Long.parseLong(digits);
    }
}
