package io.artifactstore.access;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;

/** A plain body whose length is known: one that ends before it is no body. */
final class SizedInputStream extends InputStream {

    private final InputStream raw;
    private long missing;

    SizedInputStream(InputStream raw, long length) {
        this.raw = raw;
        this.missing = length;
    }

    @Override
    public int read() throws IOException {
        return counted(raw.read(), 1);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            // Some streams answer -1 here once they are at their end; nobody asked for a byte.
            return 0;
        }
        int count = raw.read(target, offset, length);
        return counted(count, count);
    }

    @Override
    public int available() throws IOException {
        return raw.available();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    private int counted(int result, int count) {
        if (result >= 0) {
            missing -= count;
        } else if (missing > 0) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        return result;
    }
}
