package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred.Type;
import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.store.BucketInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What happens when commits fail, and when files are moved away. */
class BrokenDiskTest {

    private static final byte[] SMALL = TestStore.bytes(100);
    private static final byte[] LARGE = TestStore.bytes(100_000);

    @TempDir Path folder;
    private TestStore store;
    private BucketInfo bucket;

    @BeforeEach
    void open() {
        store = TestStore.in(folder.resolve("data"));
        bucket = store.bucket("builds");
        store.put(bucket, "small", SMALL);
        store.put(bucket, "large", LARGE);
    }

    @AfterEach
    void close() {
        store.failingCommit = null;
        store.close();
    }

    @Test
    void writesShouldStopWhenACommitFailsAndGoOnAfterTheStoreWasVerified() {
        store.failingCommit = sqlite(SQLiteErrorCode.SQLITE_IOERR_FSYNC);

        assertUnavailable(Type.IO, () -> store.put(bucket, "lost", SMALL));
        assertThat(store.metadata().hasStopped()).isTrue();
        assertUnavailable(Type.UNAVAILABLE, () -> store.put(bucket, "refused", SMALL));
        assertThat(MetadataStoreProbe.check(store.metadata()).status())
                .isEqualTo(HealthStatus.UNHEALTHY);
        // Reads go on, but for the moment in which everything is opened again.
        Awaitility.await()
                .ignoreException(S3Exception.class)
                .untilAsserted(() -> assertThat(store.get(bucket, "small")).isEqualTo(SMALL));

        store.failingCommit = null;
        Awaitility.await().until(() -> !store.metadata().hasStopped());

        store.put(bucket, "after", LARGE);
        assertIntact();
        assertThat(store.get(bucket, "after")).isEqualTo(LARGE);
        assertThat(store.metadata().findObject(bucket.id(), "lost")).isEmpty();
        assertThat(store.metadata().findObject(bucket.id(), "refused")).isEmpty();
        assertThat(MetadataStoreProbe.check(store.metadata()).status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void writesShouldStayStoppedWhenTheProbeWriteFailsToo() {
        store.failingCommit = sqlite(SQLiteErrorCode.SQLITE_IOERR_WRITE);
        assertUnavailable(Type.IO, () -> store.put(bucket, "lost", SMALL));
        java.util.concurrent.atomic.AtomicInteger attempts =
                new java.util.concurrent.atomic.AtomicInteger();
        store.beforeCommit = attempts::incrementAndGet;

        Awaitility.await().until(() -> attempts.get() >= 3);

        assertThat(store.metadata().hasStopped()).isTrue();
    }

    @Test
    void nothingShouldBeLostWhenTheStoreIsRestartedWhileWritesAreStopped() {
        store.failingCommit = sqlite(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
        assertUnavailable(Type.IO, () -> store.put(bucket, "lost", SMALL));
        store.store().close();
        store.failingCommit = null;
        store.reopen();

        assertIntact();
        store.put(bucket, "after", SMALL);
    }

    @Test
    void writesShouldBeTriedAgainWhenTheDiskWasFull() {
        store.failingCommit = sqlite(SQLiteErrorCode.SQLITE_FULL);

        assertUnavailable(Type.DISK_FULL, () -> store.put(bucket, "a", SMALL));
        assertUnavailable(Type.DISK_FULL, () -> store.put(bucket, "b", LARGE));
        assertThat(store.metadata().hasStopped()).isFalse();
        assertThat(store.metadata().trouble()).isEqualTo(Type.DISK_FULL);
        assertIntact();
        assertThat(MetadataStoreProbe.check(store.metadata()))
                .satisfies(
                        result -> {
                            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
                            assertThat(result.readable()).isTrue();
                            assertThat(result.writable()).isFalse();
                        });
        assertDiskIsReadOnly("Disk is full: reads go on, writes are refused");

        store.failingCommit = null;
        store.put(bucket, "a", SMALL);

        assertThat(store.metadata().trouble()).isNull();
        assertThat(store.metadata().findObject(bucket.id(), "b")).isEmpty();
    }

    @Test
    void writesShouldBeTriedAgainWhenTheDiskWasReadOnly() {
        store.failingCommit = sqlite(SQLiteErrorCode.SQLITE_READONLY);

        assertUnavailable(Type.READ_ONLY, () -> store.put(bucket, "a", SMALL));
        assertDiskIsReadOnly("Disk is read-only: reads go on, writes are refused");

        store.failingCommit = null;
        store.put(bucket, "a", SMALL);
        assertThat(store.metadata().trouble()).isNull();
    }

    @Test
    void blobShouldBeLookedAtAgainWhenItsRowWasNotWritten() throws IOException {
        store.failingCommit = sqlite(SQLiteErrorCode.SQLITE_FULL);
        assertUnavailable(Type.DISK_FULL, () -> store.put(bucket, "a", LARGE));
        assertThat(store.store().undecided().size()).isEqualTo(1);
        store.failingCommit = null;

        store.store().collector().run();

        assertThat(store.store().undecided().size()).isZero();
        assertThat(store.store().collector().orphansDeleted()).isEqualTo(1);
        assertIntact();
    }

    @Test
    void everythingShouldFailWhenTheDatabaseIsMovedAwayAndWorkWhenItIsBack() throws IOException {
        movedAway(data().resolve("meta.db"), data().resolve("moved.db"));
    }

    @Test
    void everythingShouldFailWhenTheFolderIsMovedAwayAndWorkWhenItIsBack() throws IOException {
        movedAway(data(), folder.resolve("moved"));
    }

    @Test
    void everythingShouldFailWhenTheIdentityMarkerIsGoneAndWorkWhenItIsBack() throws IOException {
        movedAway(data().resolve("store-id"), data().resolve("moved"));
    }

    @Test
    void databaseShouldNotBeTrustedWhenAnotherFileStandsInItsPlace() throws IOException {
        Path meta = data().resolve("meta.db");
        Path moved = data().resolve("moved.db");
        Files.move(meta, moved);
        Files.copy(moved, meta);

        assertUnavailable(Type.UNAVAILABLE, () -> store.put(bucket, "a", SMALL));

        Files.delete(meta);
        Files.move(moved, meta);
        store.put(bucket, "a", SMALL);
        assertIntact();
    }

    @Test
    void commitShouldNotBeAcknowledgedWhenTheDatabaseIsMovedDuringIt() throws IOException {
        Path meta = data().resolve("meta.db");
        Path moved = data().resolve("moved.db");
        store.beforeCommit = () -> move(meta, moved);

        assertUnavailable(Type.UNAVAILABLE, () -> store.put(bucket, "a", SMALL));

        store.beforeCommit = () -> {};
        Files.move(moved, meta);
        store.put(bucket, "b", SMALL);
        assertIntact();
    }

    @Test
    void storeShouldBeOpenedAgainWhenATransactionCannotBeRolledBack() {
        store.commit =
                session -> {
                    store.commit = WriteSession::commit;
                    // Whatever is wrong with the connection: a rollback fails on it, too.
                    session.close();
                    throw sqlite(SQLiteErrorCode.SQLITE_BUSY);
                };

        assertUnavailable(Type.UNAVAILABLE, () -> store.put(bucket, "lost", SMALL));

        Awaitility.await()
                .ignoreException(S3Exception.class)
                .untilAsserted(
                        () -> assertThat(store.put(bucket, "after", SMALL).size()).isEqualTo(100));
        assertIntact();
        assertThat(store.metadata().findObject(bucket.id(), "lost")).isEmpty();
    }

    @Test
    void bucketShouldNotBeKeptInMemoryWhenItsDeletionIsDurableButFailed() throws IOException {
        store.bucket("short-lived");
        assertThat(store.metadata().findBucket("short-lived")).isPresent();
        Path meta = data().resolve("meta.db");
        Path moved = data().resolve("moved.db");
        store.commit =
                session -> {
                    session.commit();
                    move(meta, moved);
                };

        assertUnavailable(Type.UNAVAILABLE, () -> store.metadata().deleteBucket("short-lived"));

        store.commit = WriteSession::commit;
        move(moved, meta);
        Awaitility.await()
                .ignoreException(S3Exception.class)
                .untilAsserted(
                        () -> assertThat(store.metadata().findBucket("short-lived")).isEmpty());
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }

    private void movedAway(Path from, Path to) throws IOException {
        Files.move(from, to);

        assertUnavailable(Type.UNAVAILABLE, () -> store.put(bucket, "a", SMALL));
        assertUnavailable(
                Type.UNAVAILABLE,
                () -> store.store().artifacts().createBucket(new BucketName("other"), "bob"));
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertUnavailable(
                                        Type.UNAVAILABLE, () -> store.get(bucket, "small")));
        assertThat(MetadataStoreProbe.check(store.metadata()).status())
                .isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(from).doesNotExist();

        Files.move(to, from);
        store.put(bucket, "b", SMALL);
        Awaitility.await()
                .ignoreException(S3Exception.class)
                .untilAsserted(() -> assertThat(store.get(bucket, "b")).isEqualTo(SMALL));
        assertIntact();
        assertThat(store.metadata().findObject(bucket.id(), "a")).isEmpty();
        store.reopen();
        assertIntact();
    }

    private void assertIntact() {
        assertThat(store.get(bucket, "small")).isEqualTo(SMALL);
        assertThat(store.get(bucket, "large")).isEqualTo(LARGE);
    }

    private void assertDiskIsReadOnly(String message) {
        try {
            assertThat(DiskProbe.check(store.store(), store.settings()))
                    .satisfies(
                            result -> {
                                assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
                                assertThat(result.message()).isEqualTo(message);
                                assertThat(result.readable()).isTrue();
                                assertThat(result.writable()).isFalse();
                            });
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static SQLException sqlite(SQLiteErrorCode code) {
        return new SQLiteException("made for a test: " + code, code);
    }

    private static void assertUnavailable(Type type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo(S3ErrorCode.SERVICE_UNAVAILABLE);
                            assertThat(((StoreFault) fault.getCause()).type()).isEqualTo(type);
                        });
    }
}
