package io.artifactstore.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What {@link MetadataStore} promises. Listings have a contract of their own. */
public interface MetadataStoreContract {

    Instant NOW = Instant.ofEpochMilli(1_790_000_000_123L);

    /** The store under test; empty before each test. */
    MetadataStore testee();

    @Test
    default void bucketShouldBeFoundWhenItWasCreated() {
        BucketInfo created = testee().createBucket("builds", "alice", NOW);

        assertThat(created).isEqualTo(new BucketInfo(created.id(), "builds", "alice", NOW));
        assertThat(testee().findBucket("builds")).contains(created);
        assertThat(testee().findBucket("other")).isEmpty();
    }

    @Test
    default void bucketsShouldBeSortedByNameWhenListed() {
        for (String name : List.of("zeta", "alpha", "mid.dle", "mid-dle")) {
            testee().createBucket(name, "alice", NOW);
        }

        assertThat(testee().listBuckets())
                .extracting(BucketInfo::name)
                .containsExactly("alpha", "mid-dle", "mid.dle", "zeta");
    }

    @Test
    default void createShouldTellWhoOwnsItWhenTheNameIsTaken() {
        testee().createBucket("builds", "alice", NOW);

        assertRefused(
                S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU,
                () -> testee().createBucket("builds", "alice", NOW));
        assertRefused(
                S3ErrorCode.BUCKET_ALREADY_EXISTS,
                () -> testee().createBucket("builds", "bob", NOW));
    }

    @Test
    default void bucketShouldBeGoneWhenItWasDeleted() {
        testee().createBucket("builds", "alice", NOW);
        testee().findBucket("builds");

        testee().deleteBucket("builds");

        assertThat(testee().findBucket("builds")).isEmpty();
        assertThat(testee().listBuckets()).isEmpty();
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> testee().deleteBucket("builds"));
    }

    @Test
    default void bucketShouldStayWhenItIsNotEmpty() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        putInline(bucket, "a", "1");

        assertRefused(S3ErrorCode.BUCKET_NOT_EMPTY, () -> testee().deleteBucket("builds"));
        testee().deleteObjects(bucket.id(), keys("a"));
        testee().deleteBucket("builds");

        assertThat(testee().findBucket("builds")).isEmpty();
    }

    @Test
    default void idShouldNotComeBackWhenABucketIsMadeAnew() {
        BucketInfo first = testee().createBucket("builds", "alice", NOW);
        testee().deleteBucket("builds");
        BucketInfo second = testee().createBucket("builds", "alice", NOW);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> putInline(first, "a", "1"));
        assertThat(testee().findObject(second.id(), "a")).isEmpty();
    }

    @Test
    default void objectShouldComeBackAsItWasWhenFound() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        ObjectHeaders headers =
                new ObjectHeaders(
                        "application/java-archive; x=\"1\"",
                        Map.of("cache-control", "no-cache, x=1", "content-language", "de"),
                        Map.of("a=b", "c\\d\ne", "ünï", "\uD83D\uDE00", "empty", ""));
        ObjectInfo info =
                new ObjectInfo(
                        "org/acme/app 1.jar",
                        5,
                        "5d41402abc4b2a76b9719d911017c592",
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                        new Checksum(ChecksumAlgorithm.CRC32, "NhCmhg=="),
                        NOW,
                        ArtifactType.OCI_LAYER,
                        "alice",
                        headers);
        ObjectRow row = new ObjectRow(info, null);

        testee().putObject(
                        bucket.id(),
                        row,
                        "hello".getBytes(StandardCharsets.UTF_8),
                        WriteCondition.NONE);

        assertThat(testee().findObject(bucket.id(), info.key())).contains(row);
        MetadataStore.ObjectContent content =
                testee().findContent(bucket.id(), info.key()).orElseThrow();
        assertThat(content.row()).isEqualTo(row);
        assertThat(content.inline()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    }

    @Test
    default void objectShouldNotBeFoundWhenItIsInAnotherBucketOrAbsent() {
        BucketInfo one = testee().createBucket("one", "alice", NOW);
        BucketInfo two = testee().createBucket("two", "alice", NOW);
        putInline(one, "a", "1");

        assertThat(testee().findObject(two.id(), "a")).isEmpty();
        assertThat(testee().findContent(two.id(), "a")).isEmpty();
        assertThat(testee().findObject(one.id(), "A")).isEmpty();
        assertThat(testee().findObject(one.id(), "a ")).isEmpty();
    }

    @Test
    default void emptyObjectShouldComeBackEmptyWhenItIsInline() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        putInline(bucket, "empty", "");

        MetadataStore.ObjectContent content =
                testee().findContent(bucket.id(), "empty").orElseThrow();

        assertThat(content.row().info().size()).isZero();
        assertThat(content.inline() == null ? 0 : content.inline().length).isZero();
    }

    @Test
    default void objectShouldBeReplacedWhenItIsPutAgain() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        putInline(bucket, "a", "one");
        putBlob(bucket, "a", id(1));
        putBlob(bucket, "a", id(2));
        putInline(bucket, "a", "four");

        assertThat(testee().findContent(bucket.id(), "a").orElseThrow().inline())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("four");
        assertThat(testee().garbage(future(), 10)).containsExactlyInAnyOrder(id(1), id(2));
    }

    @Test
    default void neighboursShouldKeepTheirBytesWhenAnObjectIsReplacedOrDeleted() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        putInline(bucket, "a", "one");
        putInline(bucket, "b", "two");
        putInline(bucket, "c", "three");
        putInline(bucket, "a", "four");
        testee().deleteObjects(bucket.id(), keys("b"));
        putInline(bucket, "d", "five");

        assertThat(List.of("a", "c", "d"))
                .extracting(
                        key ->
                                new String(
                                        testee().findContent(bucket.id(), key)
                                                .orElseThrow()
                                                .inline(),
                                        StandardCharsets.UTF_8))
                .containsExactly("four", "three", "five");
    }

    @Test
    default void conditionShouldDecideWhenTheObjectExists() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        put(bucket, "a", "one", new WriteCondition(null, true));

        assertRefused(
                S3ErrorCode.PRECONDITION_FAILED,
                () -> put(bucket, "a", "two", new WriteCondition(null, true)));
        assertRefused(
                S3ErrorCode.PRECONDITION_FAILED,
                () -> put(bucket, "a", "two", new WriteCondition("other", false)));
        assertThat(inline(bucket, "a")).isEqualTo("one");

        put(bucket, "a", "two", new WriteCondition(etag("one"), false));
        assertThat(inline(bucket, "a")).isEqualTo("two");
    }

    @Test
    default void ifMatchShouldFindNothingWhenTheKeyIsAbsent() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);

        assertRefused(
                S3ErrorCode.NO_SUCH_KEY,
                () -> put(bucket, "a", "one", new WriteCondition("x", false)));
        assertThat(testee().findObject(bucket.id(), "a")).isEmpty();
    }

    @Test
    default void ifMatchOfAnythingShouldDecideByExistenceAlone() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);

        assertRefused(
                S3ErrorCode.NO_SUCH_KEY,
                () -> put(bucket, "a", "one", new WriteCondition(WriteCondition.ANY, false)));
        put(bucket, "a", "one", WriteCondition.NONE);
        put(bucket, "a", "two", new WriteCondition(WriteCondition.ANY, false));

        assertThat(inline(bucket, "a")).isEqualTo("two");
    }

    @Test
    default void exactlyOneShouldWinWhenManyWriteOneAbsentKey() throws Exception {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        int writers = 64;

        List<Boolean> won =
                concurrently(
                        writers,
                        n -> {
                            try {
                                put(bucket, "a", "writer " + n, new WriteCondition(null, true));
                                return true;
                            } catch (S3Exception refused) {
                                assertThat(refused.code())
                                        .isEqualTo(S3ErrorCode.PRECONDITION_FAILED);
                                return false;
                            }
                        });

        assertThat(won).filteredOn(w -> w).hasSize(1);
        assertThat(inline(bucket, "a")).isEqualTo("writer " + won.indexOf(true));
    }

    @Test
    default void everyMutationShouldBeSeenWhenManyWriteAtOnce() throws Exception {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);

        List<Boolean> seen =
                concurrently(
                        16,
                        n -> {
                            boolean all = true;
                            for (int i = 0; i < 20; i++) {
                                String key = "k" + n + "/" + i;
                                put(bucket, key, key, WriteCondition.NONE);
                                all &= testee().findObject(bucket.id(), key).isPresent();
                            }
                            return all;
                        });

        assertThat(seen).containsOnly(true);
        assertThat(testee().listObjects(bucket.id(), new ListQuery("", "", "", 1000)).objects())
                .hasSize(320);
    }

    @Test
    default void deleteShouldAnswerInOrderWhenSomeKeysAreAbsent() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        putInline(bucket, "a", "123");
        putBlob(bucket, "b", id(7));

        List<DeletedKey> deleted = testee().deleteObjects(bucket.id(), keys("x", "b", "a", "a"));

        assertThat(deleted)
                .containsExactly(
                        new DeletedKey(new ObjectKey("x"), false, ArtifactType.OTHER, 0),
                        new DeletedKey(new ObjectKey("b"), true, ArtifactType.JAR, 100_000),
                        new DeletedKey(new ObjectKey("a"), true, ArtifactType.JAR, 3),
                        new DeletedKey(new ObjectKey("a"), false, ArtifactType.OTHER, 0));
        assertThat(testee().findObject(bucket.id(), "a")).isEmpty();
        assertThat(testee().garbage(future(), 10)).containsExactly(id(7));
    }

    @Test
    default void garbageShouldWaitWhenItWasQueuedLaterThanAsked() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        putBlob(bucket, "a", id(1));
        testee().deleteObjects(bucket.id(), keys("a"));

        assertThat(testee().garbage(Instant.now().minusSeconds(60), 10)).isEmpty();
        assertThat(testee().garbage(future(), 10)).containsExactly(id(1));
    }

    @Test
    default void garbageShouldBeOffTheQueueWhenForgotten() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        for (int i = 1; i <= 3; i++) {
            putBlob(bucket, "a", id(i));
        }
        testee().deleteObjects(bucket.id(), keys("a"));

        assertThat(testee().garbage(future(), 2)).hasSize(2);
        testee().forgetGarbage(List.of(id(1), id(3), id(9)));
        testee().forgetGarbage(List.of());

        assertThat(testee().garbage(future(), 10)).containsExactly(id(2));
    }

    @Test
    default void onlyUnknownBlobsShouldBeUnreferenced() {
        BucketInfo bucket = testee().createBucket("builds", "alice", NOW);
        putBlob(bucket, "a", id(1));
        putBlob(bucket, "b", id(2));
        testee().deleteObjects(bucket.id(), keys("b"));

        assertThat(testee().unreferenced(List.of(id(1), id(2), id(3), id(4))))
                .containsExactlyInAnyOrder(id(3), id(4));
        assertThat(testee().unreferenced(List.of())).isEmpty();
    }

    @Test
    default void probeShouldLeaveNothingBehindWhenTheStoreIsWell() {
        testee().probe();
        testee().probe();

        assertThat(testee().listBuckets()).isEmpty();
        assertThat(testee().garbage(future(), 10)).isEmpty();
    }

    private static Instant future() {
        return Instant.now().plusSeconds(60);
    }

    private String inline(BucketInfo bucket, String key) {
        return new String(
                testee().findContent(bucket.id(), key).orElseThrow().inline(),
                StandardCharsets.UTF_8);
    }

    private void putInline(BucketInfo bucket, String key, String text) {
        put(bucket, key, text, WriteCondition.NONE);
    }

    private void put(BucketInfo bucket, String key, String text, WriteCondition condition) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        testee().putObject(
                        bucket.id(),
                        new ObjectRow(info(key, bytes.length, etag(text)), null),
                        bytes,
                        condition);
    }

    private void putBlob(BucketInfo bucket, String key, String blobId) {
        testee().putObject(
                        bucket.id(),
                        new ObjectRow(info(key, 100_000, etag(blobId)), blobId),
                        null,
                        WriteCondition.NONE);
    }

    /** Any text that differs for different contents: the store does not compute it. */
    private static String etag(String content) {
        return String.format("%032x", content.hashCode() & 0xffffffffL);
    }

    private static String id(int n) {
        return String.format("%032x", n);
    }

    private static ObjectInfo info(String key, long size, String etag) {
        return new ObjectInfo(
                key,
                size,
                etag,
                "0".repeat(64),
                null,
                NOW,
                ArtifactType.JAR,
                "alice",
                ObjectHeaders.NONE);
    }

    private static List<ObjectKey> keys(String... keys) {
        return java.util.Arrays.stream(keys).map(ObjectKey::new).toList();
    }

    private static void assertRefused(S3ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private static <T> List<T> concurrently(int threads, Function<Integer, T> task)
            throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int n = i;
                calls.add(
                        () -> {
                            start.await();
                            return task.apply(n);
                        });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
