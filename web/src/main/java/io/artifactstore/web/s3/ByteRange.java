package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;

/**
 * The part of an object that a client asks for. S3 knows single ranges only; what it cannot read it
 * ignores, as RFC 9110, section 14.2, says.
 *
 * @param partial whether the answer is a 206
 */
record ByteRange(long offset, long length, boolean partial) {

    /**
     * @param header the Range header, or null
     * @throws S3Exception {@code InvalidRange} if it lies outside the object
     */
    static ByteRange of(String header, long size) {
        ByteRange whole = new ByteRange(0, size, false);
        if (header == null || !header.startsWith("bytes=") || header.indexOf(',') >= 0) {
            return whole;
        }
        String spec = header.substring("bytes=".length()).strip();
        int dash = spec.indexOf('-');
        if (dash < 0) {
            return whole;
        }
        long first = number(spec.substring(0, dash));
        long last = number(spec.substring(dash + 1));
        if (first == BROKEN || last == BROKEN || first == ABSENT && last == ABSENT) {
            return whole;
        }
        if (first == ABSENT) {
            return suffix(last, size);
        }
        if (last != ABSENT && last < first) {
            return whole;
        }
        if (first >= size) {
            throw outside(size);
        }
        long end = last == ABSENT ? size - 1 : Math.min(last, size - 1);
        return new ByteRange(first, end - first + 1, true);
    }

    private static final long ABSENT = -1;
    private static final long BROKEN = -2;

    private static ByteRange suffix(long length, long size) {
        if (length == 0 || size == 0) {
            throw outside(size);
        }
        long kept = Math.min(length, size);
        return new ByteRange(size - kept, kept, true);
    }

    private static long number(String text) {
        if (text.isEmpty()) {
            return ABSENT;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return BROKEN;
            }
        }
        // More than 18 digits lie behind the end of every object.
        return text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static S3Exception outside(long size) {
        return new S3Exception(S3ErrorCode.INVALID_RANGE)
                .with("ActualObjectSize", Long.toString(size));
    }

    /** The value of the Content-Range header. */
    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
