package io.artifactstore.access;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import javax.crypto.spec.SecretKeySpec;

/**
 * The chain of chunk signatures: each covers the one before it, and the first covers the request's
 * own, so that chunks can be neither changed, left out, swapped nor taken from another upload.
 */
final class ChunkSignatures {

    private final SecretKeySpec key;
    private final String chunkPrefix;
    private final String trailerPrefix;
    private String previous;

    ChunkSignatures(SecretKeySpec key, RequestTime time, Scope scope, String seed) {
        this.key = key;
        String rest = '\n' + time.text() + '\n' + scope.text() + '\n';
        this.chunkPrefix = "AWS4-HMAC-SHA256-PAYLOAD" + rest;
        this.trailerPrefix = "AWS4-HMAC-SHA256-TRAILER" + rest;
        this.previous = seed;
    }

    void verifyChunk(byte[] sha256, String claimed) {
        verify(
                chunkPrefix + previous + '\n' + Hmac.EMPTY_SHA256 + '\n' + Hmac.hex(sha256),
                claimed,
                "The signature of a chunk does not match its bytes.");
    }

    void verifyTrailer(byte[] sha256, String claimed) {
        verify(
                trailerPrefix + previous + '\n' + Hmac.hex(sha256),
                claimed,
                "The trailer signature does not match the trailing headers.");
    }

    private void verify(String stringToSign, String claimed, String otherwise) {
        if (!Hmac.matches(Hmac.sign(key, stringToSign), claimed)) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, otherwise);
        }
        previous = claimed;
    }
}
