package io.artifactstore.web.s3;

import io.artifactstore.api.access.VerifiedBody;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.store.ChecksumDigest;
import io.artifactstore.api.store.ExpectedDigests;
import io.artifactstore.web.http.Exchange;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Small request bodies, read whole within a limit and checked against what the client signed. */
final class RequestBody {

    private RequestBody() {}

    /**
     * @param limit most bytes, decoded
     * @throws S3Exception {@code MaxMessageLengthExceeded}, {@code XAmzContentSHA256Mismatch},
     *     {@code BadDigest}, {@code InvalidDigest}, {@code IncompleteBody}
     */
    static byte[] read(Exchange exchange, int limit) {
        return readChecked(exchange, limit).bytes();
    }

    /**
     * As {@link #read}, with what the client said the digests are: all that are there were checked.
     */
    static Checked readChecked(Exchange exchange, int limit) {
        if (exchange.contentLength() <= 0 && exchange.header("transfer-encoding") == null) {
            return new Checked(new byte[0], ExpectedDigests.NONE);
        }
        VerifiedBody verified = open(exchange);
        if (verified.decodedLength() > limit) {
            throw tooLong(limit);
        }
        byte[] bytes;
        try {
            bytes = verified.stream().readNBytes(limit + 1);
        } catch (IOException broken) {
            throw new ClientGoneException(broken);
        }
        if (bytes.length > limit) {
            throw tooLong(limit);
        }
        ExpectedDigests expected = ObjectRequestHeaders.digests(exchange, verified);
        check(bytes, expected);
        return new Checked(bytes, expected);
    }

    record Checked(byte[] bytes, ExpectedDigests expected) {}

    private static void check(byte[] bytes, ExpectedDigests expected) {
        if (expected.signedSha256() != null
                && !expected.signedSha256().equals(hex("SHA-256", bytes))) {
            throw new S3Exception(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
        }
        if (expected.md5() != null && !expected.md5().equals(hex("MD5", bytes))) {
            throw new S3Exception(
                    S3ErrorCode.BAD_DIGEST,
                    "The Content-MD5 you specified did not match what we received.");
        }
        if (expected.algorithm() != null) {
            String said =
                    expected.checksum() != null
                            ? expected.checksum()
                            : expected.trailers().get().get(expected.algorithm().header());
            ChecksumDigest digest = ChecksumDigest.of(expected.algorithm());
            digest.update(bytes, 0, bytes.length);
            if (!digest.base64().equals(said)) {
                throw new S3Exception(
                        S3ErrorCode.BAD_DIGEST,
                        "The "
                                + expected.algorithm()
                                + " you specified did not match the calculated checksum.");
            }
        }
    }

    /** The body behind the checks that its signature calls for. */
    static VerifiedBody open(Exchange exchange) {
        try {
            return exchange.verified().body(exchange.in(), exchange.contentLength());
        } catch (IOException broken) {
            throw new ClientGoneException(broken);
        }
    }

    /**
     * The Content-MD5 header as lower-case hexadecimal, or null without one.
     *
     * @throws S3Exception {@code InvalidDigest} if it is not the Base64 of 16 bytes
     */
    static String contentMd5(Exchange exchange) {
        String header = exchange.header("content-md5");
        if (header == null) {
            return null;
        }
        try {
            byte[] digest = Base64.getDecoder().decode(header.strip());
            if (digest.length == 16) {
                return HexFormat.of().formatHex(digest);
            }
        } catch (IllegalArgumentException notBase64) {
            // Falls through to the one message for both.
        }
        throw new S3Exception(
                S3ErrorCode.INVALID_DIGEST, "The Content-MD5 you specified is not valid.");
    }

    private static S3Exception tooLong(int limit) {
        return new S3Exception(
                        S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED,
                        "Your request was too big: at most " + limit + " bytes.")
                .with("MaxMessageLengthBytes", Integer.toString(limit));
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm, impossible);
        }
    }
}
