package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.BucketInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
