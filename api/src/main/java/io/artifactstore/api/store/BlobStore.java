package io.artifactstore.api.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Immutable blobs with random names that hold no user input. This Javadoc is the specification;
 * {@code BlobStoreContract} in the test jar of this module runs against every implementation.
 *
 * <ul>
 *   <li>A blob is absent or whole: {@link Writer#commit()} returns after bytes and name are
 *       durable.
 *   <li>A writer closed without commit leaves nothing.
 *   <li>A blob opened for reading stays readable until the reader is closed, even if it is deleted
 *       meanwhile.
 *   <li>Deleting an absent blob is a success.
 *   <li>Errors are {@link IOException}s; an implementation never makes a folder again that it has
 *       already used.
 *   <li>Safe for any number of threads; one writer or reader is used by one thread.
 * </ul>
 */
public interface BlobStore {

    /** What it is, for spans and metrics: {@code file} or {@code s3}. */
    String system();

    /** Begins a blob that nobody sees yet. */
    Writer stage() throws IOException;

    /**
     * @throws java.nio.file.NoSuchFileException if there is no such blob
     */
    Reader open(String blobId) throws IOException;

    void delete(String blobId) throws IOException;

    /** Whether the blob exists. */
    boolean exists(String blobId) throws IOException;

    /**
     * Blobs last written before {@code before} whose id begins with the two hexadecimal digits
     * {@code shard}.
     */
    List<String> list(String shard, Instant before) throws IOException;

    /**
     * Checks the identity marker, writes, reads back and deletes a probe blob; throws what is
     * wrong.
     */
    void probe() throws IOException;

    /** A blob being written. */
    interface Writer extends Closeable {

        /** Writes all that remains in {@code bytes}. */
        void write(ByteBuffer bytes) throws IOException;

        /**
         * Makes the blob durable and visible.
         *
         * @return its id: 32 lower-case hexadecimal digits
         */
        String commit() throws IOException;

        /** Without {@link #commit()} before: discards it. */
        @Override
        void close() throws IOException;
    }

    /** A blob being read. */
    interface Reader extends Closeable {

        long size() throws IOException;

        /**
         * Reads at {@code position} into {@code target}.
         *
         * @return bytes read, -1 at the end
         */
        int read(ByteBuffer target, long position) throws IOException;
    }
}
