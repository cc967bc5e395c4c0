package io.artifactstore.store;

import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An object whose bytes are in a blob. */
final class BlobObject implements StoredObject {

    private static final Logger LOG = Logger.getLogger(BlobObject.class.getName());
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final ThreadLocal<byte[]> BUFFERS =
            ThreadLocal.withInitial(() -> new byte[BUFFER_BYTES]);

    private final ObjectInfo info;
    private final BlobStore.Reader blob;
    private final Path folder;

    private BlobObject(ObjectInfo info, BlobStore.Reader blob, Path folder) {
        this.info = info;
        this.blob = blob;
        this.folder = folder;
    }

    /** Refuses a blob of the wrong size now, while the client can still be told. */
    static BlobObject open(ObjectInfo info, BlobStore.Reader blob, Path folder) throws IOException {
        boolean whole = false;
        try {
            whole = blob.size() == info.size();
        } finally {
            if (!whole) {
                blob.close();
            }
        }
        if (!whole) {
            throw lost(null);
        }
        return new BlobObject(info, blob, folder);
    }

    @Override
    public ObjectInfo info() {
        return info;
    }

    @Override
    public void writeTo(OutputStream out, long offset, long length) {
        byte[] buffer = BUFFERS.get();
        long position = offset;
        long end = offset + length;
        while (position < end) {
            int read = read(buffer, position, (int) Math.min(buffer.length, end - position));
            try {
                out.write(buffer, 0, read);
            } catch (IOException gone) {
                throw new ClientGoneException(gone);
            }
            position += read;
        }
    }

    private int read(byte[] buffer, long position, int length) {
        int read;
        try {
            read = blob.read(ByteBuffer.wrap(buffer, 0, length), position);
        } catch (IOException fault) {
            throw unreadable(fault, folder);
        }
        if (read <= 0) {
            throw lost(null);
        }
        return read;
    }

    @Override
    public void close() {
        try {
            blob.close();
        } catch (IOException fault) {
            // Every byte that was wanted has been read, or the fault of reading is known.
            LOG.log(Level.FINE, "A blob could not be closed", fault);
        }
    }

    /** A row promises bytes that are not there. */
    static S3Exception lost(Throwable cause) {
        return Faults.answer(
                Type.CORRUPT,
                Component.BLOB,
                "the bytes of an object are missing or of another length than its row says",
                cause);
    }

    static S3Exception unreadable(IOException fault, Path folder) {
        Type type = Faults.typeOf(fault, folder);
        // A full disk does not keep anybody from reading: the reason is another.
        boolean aboutWriting = type == Type.DISK_FULL || type == Type.READ_ONLY;
        return Faults.answer(
                aboutWriting ? Type.IO : type, Component.BLOB, fault.toString(), fault);
    }
}
