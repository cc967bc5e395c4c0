package io.artifactstore.store;

import io.artifactstore.api.operation.Backend;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.operation.RunningBackendOperation;
import io.artifactstore.api.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A staged blob whose writing, from stage to end, and flushing are announced. */
final class MeasuredBlobWriter implements BlobStore.Writer {

    private final StagedBlob blob;
    private final Operations operations;
    private final RunningBackendOperation writing;
    private long bytes;

    MeasuredBlobWriter(StagedBlob blob, Operations operations, RunningBackendOperation writing) {
        this.blob = blob;
        this.operations = operations;
        this.writing = writing;
        // Discarding is no fault of the backend: the upload was refused or broken off.
        writing.succeed();
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        try {
            blob.write(source);
            bytes += count;
        } catch (IOException | RuntimeException fault) {
            writing.fail(fault);
            throw fault;
        }
    }

    @Override
    public String commit() throws IOException {
        try (RunningBackendOperation flushing = operations.begin(Backend.BLOB, "file", "flush")) {
            try {
                blob.commit();
                flushing.succeed();
            } catch (IOException | RuntimeException fault) {
                flushing.fail(fault);
                writing.fail(fault);
                throw fault;
            }
        }
        return blob.id();
    }

    @Override
    public void close() throws IOException {
        writing.bytes(bytes);
        try {
            blob.close();
        } finally {
            writing.close();
        }
    }
}
