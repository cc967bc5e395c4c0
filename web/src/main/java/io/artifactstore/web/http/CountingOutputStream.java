package io.artifactstore.web.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what was handed to the connection, and remembers when the first byte was. */
final class CountingOutputStream extends FilterOutputStream {

    private long count;
    private long firstByteAt;

    CountingOutputStream(OutputStream out) {
        super(out);
    }

    long count() {
        return count;
    }

    /** {@link System#nanoTime()} of the first byte, 0 before. */
    long firstByteAt() {
        return firstByteAt;
    }

    @Override
    public void write(int b) throws IOException {
        mark();
        out.write(b);
        count++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        mark();
        out.write(source, offset, length);
        count += length;
    }

    private void mark() {
        if (firstByteAt == 0) {
            firstByteAt = System.nanoTime();
        }
    }
}
