package io.artifactstore.web.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what was read from the connection. */
final class CountingInputStream extends FilterInputStream {

    private long count;
    private boolean ended;

    CountingInputStream(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    /** Whether the end of the body was seen. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b < 0) {
            ended = true;
        } else {
            count++;
        }
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read < 0) {
            ended = true;
        } else {
            count += read;
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count += skipped;
        return skipped;
    }

    /** A second reading of the same bytes would count them twice. */
    @Override
    public boolean markSupported() {
        return false;
    }
}
