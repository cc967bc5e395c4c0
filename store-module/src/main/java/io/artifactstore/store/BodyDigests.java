package io.artifactstore.store;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.Checksum;
import io.artifactstore.api.store.ChecksumAlgorithm;
import io.artifactstore.api.store.ChecksumDigest;
import io.artifactstore.api.store.ExpectedDigests;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The digests of a body, taken while it streams by, and compared with what the client said. */
final class BodyDigests {

    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha256 = digest("SHA-256");
    private final ExpectedDigests expected;
    // Null for SHA-256 too: that digest is taken in any case.
    private final ChecksumDigest additional;
    private String md5Hex;
    private byte[] sha256Bytes;

    /**
     * @throws S3Exception {@code InvalidDigest} if a checksum that came in a header is none
     */
    BodyDigests(ExpectedDigests expected) {
        this.expected = expected;
        if (expected.algorithm() != null && expected.checksum() != null) {
            decode(expected.algorithm(), expected.checksum());
        }
        this.additional = additional(expected.algorithm());
    }

    void update(byte[] bytes, int offset, int length) {
        md5.update(bytes, offset, length);
        sha256.update(bytes, offset, length);
        if (additional != null) {
            additional.update(bytes, offset, length);
        }
    }

    /**
     * The body has ended: compares everything.
     *
     * @return the additional checksum, or null
     * @throws S3Exception {@code BadDigest}, {@code XAmzContentSHA256Mismatch}, {@code
     *     InvalidDigest}, {@code InvalidRequest}
     */
    Checksum verify() {
        md5Hex = HexFormat.of().formatHex(md5.digest());
        sha256Bytes = sha256.digest();
        if (expected.md5() != null && !expected.md5().equals(md5Hex)) {
            throw new S3Exception(S3ErrorCode.BAD_DIGEST);
        }
        if (expected.signedSha256() != null && !expected.signedSha256().equals(sha256Hex())) {
            throw new S3Exception(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
        }
        ChecksumAlgorithm algorithm = expected.algorithm();
        if (algorithm == null) {
            return null;
        }
        byte[] computed = additional == null ? sha256Bytes : additional.bytes();
        if (!MessageDigest.isEqual(computed, decode(algorithm, announced(algorithm)))) {
            throw new S3Exception(
                    S3ErrorCode.BAD_DIGEST,
                    "The " + algorithm + " you specified did not match the calculated checksum.");
        }
        return new Checksum(algorithm, Base64.getEncoder().encodeToString(computed));
    }

    /** Lower-case hexadecimal; after {@link #verify()}. */
    String md5Hex() {
        return md5Hex;
    }

    /** Lower-case hexadecimal; after {@link #verify()}. */
    String sha256Hex() {
        return HexFormat.of().formatHex(sha256Bytes);
    }

    private String announced(ChecksumAlgorithm algorithm) {
        if (expected.checksum() != null) {
            return expected.checksum();
        }
        String trailer = expected.trailers().get().get(algorithm.header());
        if (trailer == null) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The checksum " + algorithm.header() + " was announced and did not come.");
        }
        return trailer.strip();
    }

    private static byte[] decode(ChecksumAlgorithm algorithm, String base64) {
        try {
            byte[] value = Base64.getDecoder().decode(base64);
            if (value.length == algorithm.bytes()) {
                return value;
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, like a value of the wrong length.
        }
        throw new S3Exception(
                S3ErrorCode.INVALID_DIGEST,
                "The value of "
                        + algorithm.header()
                        + " is not "
                        + algorithm.bytes()
                        + " bytes in Base64.");
    }

    private static ChecksumDigest additional(ChecksumAlgorithm algorithm) {
        return algorithm == null || algorithm == ChecksumAlgorithm.SHA256
                ? null
                : ChecksumDigest.of(algorithm);
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has " + name, impossible);
        }
    }
}
