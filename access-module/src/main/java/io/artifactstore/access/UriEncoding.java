package io.artifactstore.access;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.nio.charset.StandardCharsets;

/**
 * The percent-encoding that Signature Version 4 signs: every byte but {@code A-Z a-z 0-9 - . _ ~},
 * upper-case hexadecimal. Paths are decoded once and encoded again, and otherwise left as they are:
 * no {@code ..} is resolved, no slash is merged, because S3 keys may hold them.
 */
final class UriEncoding {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriEncoding() {}

    /** The canonical form of a raw path. Slashes stay; a plus is a plus. */
    static String canonicalPath(String raw) {
        return raw.isEmpty() ? "/" : canonical(raw, 0, raw.length(), true);
    }

    /**
     * The canonical form of a name or value of a raw query. A slash is encoded; a plus is a space,
     * as S3 reads it.
     */
    static String canonicalQueryPart(String raw, int from, int to) {
        return canonical(raw, from, to, false);
    }

    static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /** Decodes a canonical value, whose escapes are known to be sound. Bytes become chars. */
    static String decodeCanonical(String canonical) {
        if (canonical.indexOf('%') < 0) {
            return canonical;
        }
        StringBuilder plain = new StringBuilder(canonical.length());
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            if (c == '%') {
                plain.append((char) byteAt(canonical, i, canonical.length()));
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String canonical(String raw, int from, int to, boolean path) {
        int i = from;
        while (i < to && isPlain(raw.charAt(i), path)) {
            i++;
        }
        if (i == to) {
            return raw.substring(from, to);
        }
        StringBuilder out = new StringBuilder(to - from + 32).append(raw, from, i);
        while (i < to) {
            char c = raw.charAt(i);
            if (isPlain(c, path)) {
                out.append(c);
                i++;
            } else if (c == '%') {
                appendByte(out, byteAt(raw, i, to), path);
                i += 3;
            } else if (c == '+' && !path) {
                out.append("%20");
                i++;
            } else if (c <= 0xff) {
                // One char per byte: that is how the container hands over what was not encoded.
                appendByte(out, c, path);
                i++;
            } else {
                int end = Character.isHighSurrogate(c) && i + 1 < to ? i + 2 : i + 1;
                for (byte b : raw.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                    appendByte(out, b & 0xff, path);
                }
                i = end;
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c, boolean path) {
        return isUnreserved(c) || path && c == '/';
    }

    private static void appendByte(StringBuilder out, int value, boolean path) {
        char c = (char) value;
        if (isPlain(c, path)) {
            out.append(c);
        } else {
            out.append('%').append(HEX[value >> 4]).append(HEX[value & 0xf]);
        }
    }

    private static int byteAt(String text, int percent, int to) {
        int high = percent + 2 < to ? hexDigit(text.charAt(percent + 1)) : -1;
        int low = percent + 2 < to ? hexDigit(text.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_URI,
                    "The URI has a percent sign that is not followed by two hexadecimal digits."
                            + " Encode a literal percent sign as %25.");
        }
        return high << 4 | low;
    }

    /**
     * The value of an ASCII hexadecimal digit, or -1. (Character.digit takes other scripts too.)
     */
    static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
