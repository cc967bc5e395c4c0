package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.BucketInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectionTest {

    @TempDir Path folder;
    private final Undecided undecided = new Undecided();
    private TestStore store;
    private BucketInfo bucket;

    @BeforeEach
    void open() {
        store = TestStore.in(folder.resolve("data"));
        bucket = store.bucket("builds");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void replacedBlobShouldGoWhenItsGraceIsOver() throws IOException {
        store.put(bucket, "k", TestStore.bytes(50_000));
        String replaced = blobOf("k");
        store.put(bucket, "k", TestStore.bytes(60_000));
        String current = blobOf("k");

        collectorAt(Instant.now().plusSeconds(30)).run();
        assertThat(store.blobs().exists(replaced)).isTrue();

        GarbageCollector collector = collectorAt(Instant.now().plusSeconds(90));
        collector.run();
        assertThat(store.blobs().exists(replaced)).isFalse();
        assertThat(store.blobs().exists(current)).isTrue();
        assertThat(collector.collected()).isEqualTo(1);
        assertThat(store.metadata().usage().garbage()).isZero();
        collector.run();
        assertThat(collector.collected()).isEqualTo(1);
    }

    @Test
    void moreThanOneChunkShouldGoWhenTheQueueIsLong() throws IOException {
        for (int i = 0; i < 30; i++) {
            store.put(bucket, "k" + i, TestStore.bytes(17_000));
        }
        store.metadata()
                .deleteObjects(
                        bucket.id(),
                        java.util.stream.IntStream.range(0, 30)
                                .mapToObj(i -> new ObjectKey("k" + i))
                                .toList());

        GarbageCollector collector = collectorAt(Instant.now().plusSeconds(90));
        collector.run();

        assertThat(collector.collected()).isEqualTo(30);
        assertThat(store.metadata().usage().garbage()).isZero();
        assertThat(store.metadata().usage().bytes()).isZero();
    }

    @Test
    void queueShouldStayWhenBlobsCannotBeDeleted() throws IOException {
        store.put(bucket, "k", TestStore.bytes(50_000));
        store.metadata().deleteObjects(bucket.id(), List.of(new ObjectKey("k")));
        Path blobs = folder.resolve("data/blobs");
        Files.move(blobs, folder.resolve("elsewhere"));

        GarbageCollector collector = collectorAt(Instant.now().plusSeconds(90));
        assertThatThrownBy(collector::run).isInstanceOf(IOException.class);
        assertThat(store.metadata().usage().garbage()).isEqualTo(1);

        Files.move(folder.resolve("elsewhere"), blobs);
        collector.run();
        assertThat(store.metadata().usage().garbage()).isZero();
    }

    @Test
    void orphanShouldGoAndBlobsWithARowStayWhenSwept() throws IOException {
        store.put(bucket, "k", TestStore.bytes(50_000));
        String orphan = orphan();

        GarbageCollector early = collectorAt(Instant.now());
        early.sweep(Instant.now().minusSeconds(3600));
        assertThat(undecided.size()).as("too young").isZero();
        early.sweep(Instant.now().plusSeconds(60));
        early.run();
        assertThat(store.blobs().exists(orphan)).as("within its grace").isTrue();

        GarbageCollector late = collectorAt(Instant.now().plusSeconds(90));
        late.run();
        assertThat(store.blobs().exists(orphan)).isFalse();
        assertThat(store.blobs().exists(blobOf("k"))).isTrue();
        assertThat(late.orphansDeleted()).isEqualTo(1);
        assertThat(undecided.size()).isZero();
    }

    @Test
    void blobShouldStayWhenItsRowCameBeforeItWasLookedAtAgain() throws IOException {
        store.put(bucket, "k", TestStore.bytes(50_000));
        undecided.add(blobOf("k"), Instant.now().minusSeconds(3600));

        collectorAt(Instant.now().plusSeconds(90)).run();

        assertThat(store.blobs().exists(blobOf("k"))).isTrue();
        assertThat(undecided.size()).isZero();
    }

    @Test
    void undecidedBlobShouldStayWhenMutationsCannotBeDecided() throws IOException {
        String orphan = orphan();
        undecided.add(orphan, Instant.now().minusSeconds(3600));
        store.failingCommit =
                new org.sqlite.SQLiteException(
                        "made for a test", org.sqlite.SQLiteErrorCode.SQLITE_FULL);

        GarbageCollector collector = collectorAt(Instant.now().plusSeconds(90));
        assertThatThrownBy(collector::run).isInstanceOf(RuntimeException.class);

        assertThat(store.blobs().exists(orphan)).isTrue();
        assertThat(undecided.size()).isEqualTo(1);
        store.failingCommit = null;
        collector.run();
        assertThat(store.blobs().exists(orphan)).isFalse();
    }

    @Test
    void orphansOfAnEarlierRunShouldGoWhenTheStoreStarts() throws IOException {
        String orphan = orphan();
        Path file = folder.resolve("data/blobs").resolve(orphan.substring(0, 2)).resolve(orphan);
        Files.setLastModifiedTime(
                file, java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(600)));

        store.reopen();

        Awaitility.await().until(() -> store.store().undecided().size() == 1);
        Awaitility.await()
                .until(
                        () -> {
                            store.store().collector().run();
                            return !store.blobs().exists(orphan);
                        });
    }

    private GarbageCollector collectorAt(Instant now) {
        return new GarbageCollector(
                store.metadata(),
                store.blobs(),
                undecided,
                Duration.ofMinutes(1),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private String orphan() throws IOException {
        try (BlobStore.Writer writer = store.blobs().stage()) {
            writer.write(ByteBuffer.wrap(new byte[10]));
            return writer.commit();
        }
    }

    private String blobOf(String key) {
        return store.metadata().findObject(bucket.id(), key).orElseThrow().blobId();
    }
}
