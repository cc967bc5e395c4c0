package io.artifactstore.api.artifact;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;

/**
 * An object key exactly as the client named it: 1 to 1,024 bytes of UTF-8, no normalisation of any
 * kind. {@code a//b}, {@code ../x} and {@code a/} are keys like any other; two keys are the same
 * only if their bytes are.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Object key
 *     names</a>
 */
public record ObjectKey(String value) {

    /** Longest key, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    /**
     * @throws S3Exception {@code KeyTooLongError} above 1,024 bytes; {@code InvalidArgument} for an
     *     empty key, a NUL or an unpaired surrogate (neither survives UTF-8 in every client)
     */
    public ObjectKey {
        if (value == null || value.isEmpty()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_ARGUMENT, "The object key must not be empty.");
        }
        int bytes = utf8Length(value);
        if (bytes > MAX_BYTES) {
            throw new S3Exception(S3ErrorCode.KEY_TOO_LONG)
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MAX_BYTES));
        }
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT, "The object key must not contain a NUL.");
            } else if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                throw new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT, "The object key is not valid Unicode.");
            }
        }
        return bytes;
    }

    @Override
    public String toString() {
        return value;
    }
}
