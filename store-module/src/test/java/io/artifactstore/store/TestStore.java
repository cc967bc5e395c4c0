package io.artifactstore.store;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ExpectedDigests;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.PutObject;
import io.artifactstore.api.store.StoredObject;
import io.artifactstore.api.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A store in a folder of its own, whose flushes can be made to fail. */
final class TestStore implements AutoCloseable {

    // Held, since a logger that nobody holds forgets its level.
    private static final Logger STORE_LOG = Logger.getLogger("io.artifactstore.store");

    /** Thrown by the next commits, if set, instead of committing. */
    volatile SQLException failingCommit;

    /** Makes the commits that do not fail. */
    volatile WriteHandle.Commit commit = WriteSession::commit;

    /** Runs before each commit. */
    volatile Runnable beforeCommit = () -> {};

    /** Runs before each flush of a blob or its folder. */
    volatile Runnable beforeFlush = () -> {};

    /** Runs after a probe blob was read back. */
    volatile Runnable afterReadBack = () -> {};

    /** Thrown by the next flushes of blobs, if set. */
    volatile IOException failingFlush;

    private final StoreSettings settings;
    private LocalStore store;

    TestStore(StoreSettings settings) {
        this.settings = settings;
        TemplateFolder.copyTo(settings.data());
        open();
    }

    static {
        // The faults here are made on purpose.
        STORE_LOG.setLevel(Level.OFF);
    }

    static TestStore in(Path folder) {
        return new TestStore(settings(folder));
    }

    /**
     * The defaults, but that replaced blobs may be collected at once, and nothing happens alone.
     */
    static StoreSettings settings(Path folder) {
        return with(folder, 1024, Duration.ofSeconds(30));
    }

    static StoreSettings with(Path folder, int queue, Duration timeout) {
        return with(folder, queue, timeout, Duration.ofDays(1));
    }

    /** With garbage collections that come by themselves. */
    static StoreSettings with(Path folder, int queue, Duration timeout, Duration gcInterval) {
        StoreSettings defaults = StoreSettings.in(folder);
        return new StoreSettings(
                folder,
                queue,
                timeout,
                defaults.readers(),
                Duration.ZERO,
                gcInterval,
                defaults.diskWarn(),
                defaults.diskCritical());
    }

    private void open() {
        store =
                LocalStore.open(
                        settings,
                        Cdi.operations(),
                        Cdi.events(),
                        new LocalStore.Seams(this::commit, new Flushes(), Duration.ofMillis(20)));
    }

    private void commit(WriteSession session) throws SQLException {
        beforeCommit.run();
        if (failingCommit != null) {
            throw failingCommit;
        }
        commit.commit(session);
    }

    private final class Flushes implements FileBlobStore.Flusher {

        @Override
        public void flush(FileChannel channel) throws IOException {
            beforeFlush.run();
            if (failingFlush != null) {
                throw failingFlush;
            }
            LocalStore.flush(channel);
        }

        @Override
        public byte[] readBack(Path file) throws IOException {
            byte[] bytes = FileBlobStore.Flusher.super.readBack(file);
            afterReadBack.run();
            return bytes;
        }
    }

    LocalStore store() {
        return store;
    }

    SqliteMetadataStore metadata() {
        return store.metadata();
    }

    FileBlobStore blobs() {
        return store.blobs();
    }

    StoreSettings settings() {
        return settings;
    }

    BucketInfo bucket(String name) {
        return store.artifacts().createBucket(new BucketName(name), "alice");
    }

    ObjectInfo put(BucketInfo bucket, String key, byte[] bytes) {
        return put(bucket, key, bytes, ExpectedDigests.NONE, WriteCondition.NONE);
    }

    ObjectInfo put(
            BucketInfo bucket,
            String key,
            byte[] bytes,
            ExpectedDigests expected,
            WriteCondition condition) {
        return store.artifacts()
                .put(
                        request(bucket, key, bytes.length, expected, condition),
                        new ByteArrayInputStream(bytes));
    }

    static PutObject request(
            BucketInfo bucket,
            String key,
            long length,
            ExpectedDigests expected,
            WriteCondition condition) {
        return new PutObject(
                bucket,
                new ObjectKey(key),
                length,
                ObjectHeaders.NONE,
                ArtifactType.JAR,
                "alice",
                expected,
                condition);
    }

    byte[] get(BucketInfo bucket, String key) {
        try (StoredObject object = store.artifacts().open(bucket, new ObjectKey(key))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            object.writeTo(out, 0, object.info().size());
            return out.toByteArray();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Closes and opens it again, as a restart does. */
    void reopen() {
        store.close();
        open();
    }

    @Override
    public void close() {
        store.close();
    }
}
