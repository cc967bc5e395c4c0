package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.BucketInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threads of a store: what they do for each other, and when they end. */
class LocalStoreTest {

    @TempDir Path folder;

    @Test
    void blobWritesShouldGoOnWhenACollectionTakesLong() throws Exception {
        CountDownLatch collecting = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (TestStore store = new TestStore(settings(Duration.ofMillis(10)))) {
            BucketInfo bucket = store.bucket("builds");
            store.put(bucket, "a", TestStore.bytes(100_000));
            store.beforeCommit =
                    () -> {
                        // The first one makes the garbage, the next one forgets it.
                        store.beforeCommit =
                                () -> {
                                    collecting.countDown();
                                    awaitQuietly(release);
                                };
                    };
            store.metadata().deleteObjects(bucket.id(), List.of(new ObjectKey("a")));
            assertThat(collecting.await(10, TimeUnit.SECONDS)).isTrue();

            store.failingFlush = new IOException("Input/output error");
            assertThatThrownBy(() -> write(store)).isInstanceOf(BlobFault.class);
            store.failingFlush = null;

            try {
                Awaitility.await().until(() -> !store.blobs().hasStopped());
                write(store);
            } finally {
                release.countDown();
            }
        }
    }

    @Test
    void nothingShouldStayOpenWhenTheStoreCannotBeOpened() throws Exception {
        TestStore.in(data()).close();
        List<Thread> before = storeThreads();

        // No interval, which no configuration allows: found out when everything else is open.
        StoreSettings impossible = settings(Duration.ZERO);
        assertThatThrownBy(() -> new TestStore(impossible))
                .isInstanceOf(IllegalArgumentException.class);

        Awaitility.await().untilAsserted(() -> assertThat(before).containsAll(storeThreads()));
        TestStore.in(data()).close();
    }

    @Test
    void folderShouldStayLockedWhenBackgroundWorkStillRuns() throws Exception {
        TestStore store = TestStore.in(data());
        CompletableFuture<Void> closed = new CompletableFuture<>();
        CountDownLatch recovering = new CountDownLatch(1);
        CompletableFuture<Boolean> outlived = new CompletableFuture<>();
        store.afterReadBack =
                () -> {
                    recovering.countDown();
                    awaitQuietly(new CountDownLatch(1));
                    // Interrupted by close(), which must wait until this returns.
                    Thread.interrupted();
                    outlived.complete(endsSoon(closed));
                };
        store.blobs().stop(new IOException("Input/output error"));
        recovering.await();

        store.close();
        closed.complete(null);

        assertThat(outlived.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void failedFlushShouldBeToldAsSuchWhenTheStoreIsClosed() throws IOException {
        TestStore store = TestStore.in(data());
        try (BlobStore.Writer writer = store.blobs().stage()) {
            writer.write(ByteBuffer.wrap(new byte[10]));
            store.close();
            store.failingFlush = new IOException("Input/output error");

            assertThatThrownBy(writer::commit).isInstanceOf(BlobFault.class);
        }
    }

    @Test
    void readersShouldStayClosedWhenARecoveryEndsAfterTheyWereClosed() throws IOException {
        try (TestStore store = TestStore.in(data())) {
            Path meta = store.store().folder().metaDb();
            ReaderPool readers =
                    new ReaderPool(new SqliteDatabase(meta), Presence.of(meta), 1, 1_000_000_000L);
            assertThat(readers.read(Queries::listBuckets)).isEmpty();

            readers.pause();
            readers.close();
            readers.resume();

            assertThatThrownBy(() -> readers.read(Queries::listBuckets))
                    .isInstanceOf(S3Exception.class);
        }
    }

    private static boolean endsSoon(CompletableFuture<Void> future) {
        try {
            future.get(500, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException | ExecutionException | TimeoutException still) {
            return false;
        }
    }

    private static List<Thread> storeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("store-"))
                .filter(Thread::isAlive)
                .toList();
    }

    private static void write(TestStore store) throws IOException {
        try (BlobStore.Writer writer = store.blobs().stage()) {
            writer.write(ByteBuffer.wrap(new byte[10]));
            writer.commit();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private StoreSettings settings(Duration gcInterval) {
        return TestStore.with(data(), 1024, Duration.ofSeconds(30), gcInterval);
    }

    private Path data() {
        return folder.resolve("data");
    }
}
