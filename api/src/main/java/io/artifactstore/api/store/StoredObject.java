package io.artifactstore.api.store;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An object opened for reading: its bytes stay readable until it is closed, whatever happens to the
 * key.
 */
public interface StoredObject extends AutoCloseable {

    ObjectInfo info();

    /**
     * Writes a range of the bytes. The caller has checked that it lies within the object.
     *
     * @throws io.artifactstore.api.event.ClientGoneException if {@code out} breaks
     * @throws io.artifactstore.api.error.S3Exception {@code InternalError} or {@code
     *     ServiceUnavailable} if the store does
     */
    void writeTo(OutputStream out, long offset, long length);

    @Override
    void close() throws IOException;
}
