package io.artifactstore.store;

import io.artifactstore.api.operation.RunningBackendOperation;
import io.artifactstore.api.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A blob being read; its reading is announced from open to close. */
final class MeasuredBlobReader implements BlobStore.Reader {

    private final FileChannel channel;
    private final RunningBackendOperation reading;
    private long bytes;

    MeasuredBlobReader(FileChannel channel, RunningBackendOperation reading) {
        this.channel = channel;
        this.reading = reading;
        reading.succeed();
    }

    @Override
    public long size() throws IOException {
        try {
            return channel.size();
        } catch (IOException fault) {
            reading.fail(fault);
            throw fault;
        }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        try {
            int count = channel.read(target, position);
            bytes += Math.max(0, count);
            return count;
        } catch (IOException fault) {
            reading.fail(fault);
            throw fault;
        }
    }

    @Override
    public void close() throws IOException {
        reading.bytes(bytes);
        try {
            channel.close();
        } finally {
            reading.close();
        }
    }
}
