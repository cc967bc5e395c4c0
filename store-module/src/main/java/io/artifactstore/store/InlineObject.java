package io.artifactstore.store;

import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.StoredObject;
import java.io.IOException;
import java.io.OutputStream;

/** An object whose bytes came with its row. */
final class InlineObject implements StoredObject {

    private static final byte[] EMPTY = new byte[0];

    private final ObjectInfo info;
    private final byte[] bytes;

    InlineObject(ObjectInfo info, byte[] bytes) {
        this.info = info;
        // The driver answers null for a value of no bytes.
        this.bytes = bytes == null ? EMPTY : bytes;
        if (this.bytes.length != info.size()) {
            throw BlobObject.lost(null);
        }
    }

    @Override
    public ObjectInfo info() {
        return info;
    }

    @Override
    public void writeTo(OutputStream out, long offset, long length) {
        try {
            out.write(bytes, Math.toIntExact(offset), Math.toIntExact(length));
        } catch (IOException gone) {
            throw new ClientGoneException(gone);
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
