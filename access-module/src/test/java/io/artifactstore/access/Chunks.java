package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Frames a body by hand: a second opinion beside the SDK, and the only way to frame one wrongly.
 * Nothing of the module's own code is used here.
 */
final class Chunks {

    private static final String SCOPE = "20130524/us-east-1/s3/aws4_request";

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final byte[] key;
    private String previous;

    private Chunks(String seed) {
        this.previous = seed;
        byte[] derived = ("AWS4" + Keys.SECRET).getBytes(StandardCharsets.UTF_8);
        for (String step : SCOPE.split("/")) {
            derived = hmac(derived, step);
        }
        this.key = derived;
    }

    static Chunks unsigned() {
        return new Chunks(null);
    }

    static Chunks seededBy(GateRequest request) {
        String authorization = request.header("authorization");
        String start = "Signature=";
        return new Chunks(authorization.substring(authorization.indexOf(start) + start.length()));
    }

    Chunks chunk(byte[] data) {
        return header(Integer.toHexString(data.length), data).raw(data).raw("\r\n");
    }

    /** A chunk's header line, signed over {@code data} where the body is signed. */
    Chunks header(String size, byte[] data) {
        if (previous == null) {
            return raw(size + "\r\n");
        }
        String hash = hex(sha256(data));
        previous =
                hex(
                        hmac(
                                key,
                                "AWS4-HMAC-SHA256-PAYLOAD\n20130524T000000Z\n"
                                        + SCOPE
                                        + "\n"
                                        + previous
                                        + "\n"
                                        + hex(sha256(new byte[0]))
                                        + "\n"
                                        + hash));
        return raw(size + ";chunk-signature=" + previous + "\r\n");
    }

    Chunks last() {
        return header("0", new byte[0]);
    }

    Chunks trailer(String name, String value) {
        return raw(name + ":" + value + "\r\n");
    }

    Chunks trailerSignature(String canonical) {
        previous =
                hex(
                        hmac(
                                key,
                                "AWS4-HMAC-SHA256-TRAILER\n20130524T000000Z\n"
                                        + SCOPE
                                        + "\n"
                                        + previous
                                        + "\n"
                                        + hex(sha256(canonical.getBytes(StandardCharsets.UTF_8)))));
        return raw("x-amz-trailer-signature:" + previous + "\r\n");
    }

    Chunks raw(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Chunks raw(byte[] bytes) {
        wire.writeBytes(bytes);
        return this;
    }

    byte[] end() {
        return raw("\r\n").bytes();
    }

    byte[] bytes() {
        return wire.toByteArray();
    }

    static byte[] data(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    static byte[] slice(byte[] data, int from, int to) {
        return Arrays.copyOfRange(data, from, to);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    static byte[] hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
