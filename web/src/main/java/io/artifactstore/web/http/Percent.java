package io.artifactstore.web.http;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding (RFC 3986) as S3 uses it: UTF-8, and no normalisation of any kind. */
public final class Percent {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Percent() {}

    /**
     * Decodes once, strictly.
     *
     * @param plusIsSpace true for query strings written by HTML forms; S3 paths keep their plus
     * @throws S3Exception {@code InvalidURI} for a broken escape or bytes that are not UTF-8
     */
    public static String decode(String raw, boolean plusIsSpace) {
        if (isPlain(raw, plusIsSpace)) {
            return raw;
        }
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= raw.length()) {
                    throw broken();
                }
                char high = raw.charAt(i + 1);
                char low = raw.charAt(i + 2);
                if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                    throw broken();
                }
                bytes[length++] =
                        (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes[length++] = ' ';
            } else if (c < 0x100) {
                // The container hands raw bytes above 0x7F on as ISO-8859-1.
                bytes[length++] = (byte) c;
            } else {
                throw broken();
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw broken();
        }
    }

    /**
     * Encodes for {@code encoding-type=url}: everything but unreserved characters and the slash.
     */
    public static String encode(String text) {
        StringBuilder encoded = null;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xFF;
            if (isUnreserved(b)) {
                if (encoded != null) {
                    encoded.append((char) b);
                }
            } else {
                if (encoded == null) {
                    encoded = new StringBuilder(bytes.length + 16);
                    encoded.append(text, 0, i);
                }
                encoded.append('%').append(HEX[b >> 4]).append(HEX[b & 0xF]);
            }
        }
        return encoded == null ? text : encoded.toString();
    }

    private static boolean isUnreserved(int b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '~'
                || b == '/'
                || b == '*';
    }

    private static boolean isPlain(String raw, boolean plusIsSpace) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c >= 0x80 || c == '+' && plusIsSpace) {
                return false;
            }
        }
        return true;
    }

    private static S3Exception broken() {
        return new S3Exception(
                S3ErrorCode.INVALID_URI,
                "Couldn't parse the specified URI: it must be percent-encoded UTF-8.");
    }
}
