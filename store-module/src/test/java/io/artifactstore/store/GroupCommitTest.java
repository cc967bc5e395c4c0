package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.ObjectRow;
import io.artifactstore.api.store.WriteCondition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    @TempDir Path folder;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private TestStore store;

    @AfterEach
    void close() {
        release.countDown();
        callers.shutdownNow();
        store.close();
    }

    @Test
    void mutationsThatGatheredShouldBeOneTransactionAndFailAlone() throws Exception {
        open(1024, Duration.ofSeconds(30));
        BucketInfo bucket = store.bucket("builds");
        put(bucket, "taken", WriteCondition.NONE);
        Future<?> blocked = holdCommitter(bucket);

        Future<?> good = submit(() -> put(bucket, "good", WriteCondition.NONE));
        Future<?> refused = submit(() -> put(bucket, "taken", new WriteCondition(null, true)));
        Future<?> broken = submit(() -> putWithoutSha256(bucket, "broken"));
        Future<?> also = submit(() -> put(bucket, "also", WriteCondition.NONE));
        awaitQueue(4);
        release.countDown();

        blocked.get();
        good.get();
        also.get();
        assertFails(refused, S3ErrorCode.PRECONDITION_FAILED);
        assertFails(broken, S3ErrorCode.INTERNAL_ERROR);
        assertThat(store.metadata().lastBatch()).isEqualTo(4);
        assertThat(exists(bucket, "good")).isTrue();
        assertThat(exists(bucket, "also")).isTrue();
        assertThat(exists(bucket, "broken")).isFalse();
        assertThat(store.metadata().usage().objects()).isEqualTo(4);
    }

    @Test
    void mutationShouldBeDroppedWhenItsCallerGaveUpBeforeItWasTaken() throws Exception {
        open(1024, Duration.ofMillis(300));
        BucketInfo bucket = store.bucket("builds");
        Future<?> taken = holdCommitter(bucket);

        assertUnavailable(
                () -> put(bucket, "late", WriteCondition.NONE), Type.TIMEOUT, "was dropped");
        assertFails(taken, S3ErrorCode.SERVICE_UNAVAILABLE);
        release.countDown();

        put(bucket, "next", WriteCondition.NONE);
        assertThat(exists(bucket, "late")).isFalse();
        // It had begun, so it goes on, though nobody waits for it.
        assertThat(exists(bucket, "held")).isTrue();
    }

    @Test
    void mutationShouldBeRefusedWhenTheQueueIsFull() throws Exception {
        open(2, Duration.ofSeconds(30));
        BucketInfo bucket = store.bucket("builds");
        holdCommitter(bucket);
        Future<?> one = submit(() -> put(bucket, "one", WriteCondition.NONE));
        Future<?> two = submit(() -> put(bucket, "two", WriteCondition.NONE));
        awaitQueue(2);

        assertThatThrownBy(() -> put(bucket, "three", WriteCondition.NONE))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo(S3ErrorCode.SLOW_DOWN);
                            StoreFault cause = (StoreFault) fault.getCause();
                            assertThat(cause.type()).isEqualTo(Type.OVERLOAD);
                            assertThat(cause.component()).isEqualTo(Component.METADATA);
                        });
        release.countDown();
        one.get();
        two.get();

        assertThat(exists(bucket, "three")).isFalse();
        put(bucket, "three", WriteCondition.NONE);
        assertThat(store.metadata().queueLength()).isZero();
    }

    @Test
    void readsShouldGoOnWhenTheCommitterIsBusy() throws Exception {
        open(1024, Duration.ofSeconds(30));
        BucketInfo bucket = store.bucket("builds");
        put(bucket, "a", WriteCondition.NONE);
        holdCommitter(bucket);

        assertThat(exists(bucket, "a")).isTrue();
        // Not durable yet, so not there yet.
        assertThat(exists(bucket, "held")).isFalse();
    }

    @Test
    void waitingMutationsShouldBeFinishedWhenTheStoreIsClosed() throws Exception {
        open(1024, Duration.ofSeconds(30));
        BucketInfo bucket = store.bucket("builds");
        Future<?> held = holdCommitter(bucket);
        Future<?> waiting = submit(() -> put(bucket, "waiting", WriteCondition.NONE));
        awaitQueue(1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> store.close(), callers);
        release.countDown();

        held.get();
        waiting.get();
        closing.get(30, TimeUnit.SECONDS);
        assertUnavailable(
                () -> put(bucket, "x", WriteCondition.NONE), Type.UNAVAILABLE, "shutting down");
        store.reopen();
        assertThat(exists(bucket, "waiting")).isTrue();
    }

    private void open(int queue, Duration timeout) {
        store = new TestStore(TestStore.with(folder.resolve("data"), queue, timeout));
    }

    /** Has one mutation wait in its commit until {@link #release}. */
    private Future<?> holdCommitter(BucketInfo bucket) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        store.beforeCommit =
                () -> {
                    held.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                };
        Future<?> mutation = submit(() -> put(bucket, "held", WriteCondition.NONE));
        held.await();
        return mutation;
    }

    private void awaitQueue(int length) {
        Awaitility.await().until(() -> store.metadata().queueLength() == length);
    }

    private Future<?> submit(Runnable task) {
        return callers.submit(task);
    }

    private boolean exists(BucketInfo bucket, String key) {
        return store.metadata().findObject(bucket.id(), key).isPresent();
    }

    private void put(BucketInfo bucket, String key, WriteCondition condition) {
        put(bucket, key, "0".repeat(64), condition);
    }

    /** Breaks a constraint of the table, as only a defect would. */
    private void putWithoutSha256(BucketInfo bucket, String key) {
        put(bucket, key, null, WriteCondition.NONE);
    }

    private void put(BucketInfo bucket, String key, String sha256, WriteCondition condition) {
        ObjectInfo info =
                new ObjectInfo(
                        key,
                        1,
                        "0".repeat(32),
                        sha256,
                        null,
                        Instant.EPOCH,
                        ArtifactType.JAR,
                        "alice",
                        ObjectHeaders.NONE);
        store.metadata().putObject(bucket.id(), new ObjectRow(info, null), new byte[1], condition);
    }

    private static void assertFails(Future<?> call, S3ErrorCode code) {
        assertThatThrownBy(call::get)
                .cause()
                .isInstanceOfSatisfying(
                        S3Exception.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private static void assertUnavailable(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Type type, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo(S3ErrorCode.SERVICE_UNAVAILABLE);
                            StoreFault cause = (StoreFault) fault.getCause();
                            assertThat(cause.type()).isEqualTo(type);
                            assertThat(cause).hasMessageContaining(why);
                        });
    }
}
