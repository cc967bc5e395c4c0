package io.artifactstore.store;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ClientGoneException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body through one buffer, through its digests, and not further than allowed. */
final class BodyReader {

    /** Largest object of one upload: 5 GiB. */
    static final long MAX_BYTES = 5L << 30;

    private final InputStream body;
    private final long declared;
    private final BodyDigests digests;
    private long count;
    private boolean ended;

    /**
     * @param declared length in bytes, or -1
     * @throws S3Exception {@code EntityTooLarge}
     */
    BodyReader(InputStream body, long declared, BodyDigests digests) {
        if (declared > MAX_BYTES) {
            throw tooLarge(declared);
        }
        this.body = body;
        this.declared = declared;
        this.digests = digests;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    boolean hasEnded() {
        return ended;
    }

    /**
     * Fills {@code buffer} as far as the body reaches.
     *
     * @return bytes read, 0 at the end
     * @throws S3Exception {@code EntityTooLarge}, {@code IncompleteBody}
     * @throws ClientGoneException if the body breaks
     */
    int fill(byte[] buffer) {
        int filled = 0;
        while (!ended && filled < buffer.length) {
            int read = readSome(buffer, filled);
            if (read < 0) {
                ended = true;
            } else {
                filled += read;
            }
        }
        count += filled;
        if (count > MAX_BYTES) {
            throw tooLarge(count);
        }
        if (declared >= 0 && (count > declared || ended && count < declared)) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        digests.update(buffer, 0, filled);
        return filled;
    }

    private int readSome(byte[] buffer, int at) {
        try {
            return body.read(buffer, at, buffer.length - at);
        } catch (IOException broken) {
            throw new ClientGoneException(broken);
        }
    }

    private static S3Exception tooLarge(long size) {
        return new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
                .with("ProposedSize", Long.toString(size))
                .with("MaxSizeAllowed", Long.toString(MAX_BYTES));
    }
}
