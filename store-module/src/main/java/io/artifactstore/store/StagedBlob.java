package io.artifactstore.store;

import io.artifactstore.api.event.FaultOccurred.Type;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A blob in {@code tmp/} that becomes one in {@code blobs/}, or nothing. Used by one thread. */
final class StagedBlob implements AutoCloseable {

    private final FileBlobStore store;
    private final String id;
    private final long ticket;
    private final Path staged;
    private final FileChannel channel;
    private boolean committed;
    private boolean closed;

    StagedBlob(FileBlobStore store, String id, long ticket) throws IOException {
        this.store = store;
        this.id = id;
        this.ticket = ticket;
        this.staged = store.staged(id);
        try {
            this.channel =
                    FileChannel.open(
                            staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException fault) {
            throw store.writeFault(fault);
        }
    }

    String id() {
        return id;
    }

    void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException fault) {
            throw store.writeFault(fault);
        }
    }

    /** Bytes first, then the name: a name without its bytes would be a broken blob. */
    void commit() throws IOException {
        flush(channel);
        Path blob = store.blob(id);
        try {
            channel.close();
            Files.move(staged, blob, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fault) {
            throw store.writeFault(fault);
        }
        try (FileChannel shard = FileChannel.open(blob.getParent(), StandardOpenOption.READ)) {
            flush(shard);
            store.gate().requireUndisturbed(ticket);
        } catch (IOException fault) {
            // Whether its name is durable is unknown; nobody has been told of it.
            try {
                Files.deleteIfExists(blob);
            } catch (IOException alsoFailed) {
                fault.addSuppressed(alsoFailed);
            }
            throw fault;
        }
        committed = true;
        store.gate().succeeded();
    }

    private void flush(FileChannel what) throws IOException {
        try {
            store.flusher().flush(what);
        } catch (ClosedChannelException interrupted) {
            throw store.writeFault(interrupted);
        } catch (IOException fault) {
            BlobFault known = store.writeFault(fault);
            if (known.type() == Type.DISK_FULL || known.type() == Type.READ_ONLY) {
                throw known;
            }
            store.stop(fault);
            throw BlobGate.stoppedFault(fault);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        channel.close();
        if (!committed) {
            Files.deleteIfExists(staged);
        }
    }
}
