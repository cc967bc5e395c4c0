package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.event.FaultOccurred.Type;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.BlobStoreContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest implements BlobStoreContract {

    @TempDir Path folder;
    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.in(folder.resolve("data"));
        Cdi.heard().clear();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public BlobStore testee() {
        return store.blobs();
    }

    @Test
    void blobShouldLieInItsShardAndNothingInTmpWhenCommitted() throws IOException {
        String id = write(new byte[10]);

        assertThat(data().resolve("blobs").resolve(id.substring(0, 2)).resolve(id)).hasSize(10);
        assertThat(staged()).isZero();
    }

    @Test
    void nothingShouldStayInTmpWhenAWriterIsClosedWithoutCommit() throws IOException {
        try (BlobStore.Writer writer = testee().stage()) {
            writer.write(ByteBuffer.wrap(new byte[10]));
            assertThat(staged()).isEqualTo(1);
        }

        assertThat(staged()).isZero();
    }

    @Test
    void operationsShouldBeAnnouncedWhenABlobIsWrittenReadAndDeleted() throws IOException {
        String id = write(new byte[10]);
        try (BlobStore.Reader reader = testee().open(id)) {
            reader.read(ByteBuffer.allocate(4), 0);
        }
        testee().delete(id);
        testee().probe();

        assertThat(Cdi.heard().of(BackendOperationEnded.class))
                .extracting(
                        BackendOperationEnded::operation,
                        BackendOperationEnded::bytes,
                        BackendOperationEnded::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("flush", 0L, Outcome.SUCCESS),
                        org.assertj.core.groups.Tuple.tuple("write", 10L, Outcome.SUCCESS),
                        org.assertj.core.groups.Tuple.tuple("read", 4L, Outcome.SUCCESS),
                        org.assertj.core.groups.Tuple.tuple("delete", 0L, Outcome.SUCCESS));
    }

    @Test
    void idShouldBeRefusedWhenItCouldBeAPath() {
        for (String id : new String[] {"../../etc/passwd", "", "A".repeat(32), "0".repeat(31)}) {
            assertThatThrownBy(() -> testee().open(id))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> testee().delete(id))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void writesShouldStopWhenAFlushFailsAndGoOnAfterAFreshFileWasVerified() throws IOException {
        String before = write(new byte[10]);
        store.failingFlush = new IOException("Input/output error");

        assertThatThrownBy(() -> write(new byte[20]))
                .isInstanceOfSatisfying(
                        BlobFault.class,
                        fault -> assertThat(fault.type()).isEqualTo(Type.UNAVAILABLE));
        assertThat(store.blobs().hasStopped()).isTrue();
        assertThatThrownBy(() -> testee().stage()).isInstanceOf(BlobFault.class);
        assertThatThrownBy(() -> testee().probe()).isInstanceOf(BlobFault.class);
        assertThat(testee().exists(before)).isTrue();
        try (BlobStore.Reader reader = testee().open(before)) {
            assertThat(reader.size()).isEqualTo(10);
        }

        store.failingFlush = null;
        Awaitility.await().until(() -> !store.blobs().hasStopped());

        assertThat(testee().exists(write(new byte[30]))).isTrue();
        testee().probe();
        assertThat(staged()).isZero();
    }

    @Test
    void blobShouldNotBeCommittedWhenAnotherFlushFailedMeanwhile() throws IOException {
        try (BlobStore.Writer early = testee().stage()) {
            early.write(ByteBuffer.wrap(new byte[10]));
            store.failingFlush = new IOException("Input/output error");
            assertThatThrownBy(() -> write(new byte[20])).isInstanceOf(BlobFault.class);
            store.failingFlush = null;
            Awaitility.await().until(() -> !store.blobs().hasStopped());

            assertThatThrownBy(early::commit).isInstanceOf(BlobFault.class);
        }

        assertThat(allBlobs()).isZero();
    }

    @Test
    void writesShouldStayStoppedWhenAFlushFailsAfterTheProbeBlobWasReadBack() throws Exception {
        CountDownLatch failedLate = new CountDownLatch(1);
        CountDownLatch secondAttempt = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        BlobStore.Writer late = testee().stage();
        store.afterReadBack =
                () -> {
                    if (attempts.incrementAndGet() == 1) {
                        store.failingFlush = new IOException("Input/output error");
                        assertThatThrownBy(late::commit).isInstanceOf(BlobFault.class);
                        store.failingFlush = null;
                        failedLate.countDown();
                    } else {
                        secondAttempt.countDown();
                        awaitQuietly(looked);
                    }
                };
        store.blobs().stop(new IOException("Input/output error"));
        try (late) {
            failedLate.await();
            assertThat(secondAttempt.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(store.blobs().hasStopped()).isTrue();
        } finally {
            looked.countDown();
        }

        Awaitility.await().until(() -> !store.blobs().hasStopped());
        assertThat(testee().exists(write(new byte[10]))).isTrue();
    }

    @Test
    void writesShouldGoOnWhenAFlushFailsBecauseTheDiskIsFull() throws IOException {
        store.failingFlush = new IOException("No space left on device");
        assertThatThrownBy(() -> write(new byte[20]))
                .isInstanceOfSatisfying(
                        BlobFault.class,
                        fault -> assertThat(fault.type()).isEqualTo(Type.DISK_FULL));
        assertThat(store.blobs().hasStopped()).isFalse();
        assertThat(store.blobs().trouble()).isEqualTo(Type.DISK_FULL);

        store.failingFlush = null;
        write(new byte[20]);

        assertThat(store.blobs().trouble()).isNull();
    }

    @Test
    void faultShouldBeToldWhenTheBlobCannotBeTakenBackEither() throws IOException {
        AtomicInteger flushes = new AtomicInteger();
        store.beforeFlush =
                () -> {
                    if (flushes.incrementAndGet() == 2) {
                        putFolderInPlaceOfBlob();
                        store.failingFlush = new IOException("No space left on device");
                    }
                };

        assertThatThrownBy(() -> write(new byte[10]))
                .isInstanceOfSatisfying(
                        BlobFault.class,
                        fault -> {
                            assertThat(fault.type()).isEqualTo(Type.DISK_FULL);
                            assertThat(fault.getSuppressed())
                                    .hasAtLeastOneElementOfType(DirectoryNotEmptyException.class);
                        });
    }

    private void putFolderInPlaceOfBlob() {
        try (Stream<Path> files = Files.walk(data().resolve("blobs"))) {
            Path blob =
                    files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("store-id"))
                            .findFirst()
                            .orElseThrow();
            Files.delete(blob);
            Files.createDirectories(blob.resolve("not-empty"));
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }

    @Test
    void everythingShouldFailAndNothingBeMadeAnewWhenTheFolderIsAway() throws IOException {
        String id = write(new byte[10]);
        Path blobs = data().resolve("blobs");
        Path elsewhere = data().resolve("elsewhere");
        Files.move(blobs, elsewhere);

        assertAway(() -> testee().open(id));
        assertAway(() -> testee().delete(id));
        assertAway(() -> testee().exists(id));
        assertAway(() -> testee().probe());
        assertAway(() -> testee().list("00", java.time.Instant.now()));
        assertAway(() -> write(new byte[10]));
        assertThat(blobs).doesNotExist();

        Files.move(elsewhere, blobs);
        testee().probe();
        assertThat(testee().exists(id)).isTrue();
        Awaitility.await()
                .untilAsserted(() -> assertThat(testee().exists(write(new byte[10]))).isTrue());
    }

    @Test
    void absenceShouldBeToldFromAFolderThatIsAwayWhenABlobIsOpened() {
        assertThatThrownBy(() -> testee().open(ABSENT)).isInstanceOf(NoSuchFileException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertAway(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BlobFault.class,
                        fault -> assertThat(fault.type()).isEqualTo(Type.UNAVAILABLE));
    }

    private String write(byte[] bytes) throws IOException {
        try (BlobStore.Writer writer = testee().stage()) {
            writer.write(ByteBuffer.wrap(bytes));
            return writer.commit();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private long staged() throws IOException {
        try (Stream<Path> files = Files.list(data().resolve("tmp"))) {
            return files.count();
        }
    }

    private long allBlobs() throws IOException {
        try (Stream<Path> files = Files.walk(data().resolve("blobs"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("store-id"))
                    .count();
        }
    }
}
