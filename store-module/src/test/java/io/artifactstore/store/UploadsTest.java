package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ArtifactUploaded;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.Checksum;
import io.artifactstore.api.store.ChecksumAlgorithm;
import io.artifactstore.api.store.ExpectedDigests;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked before an upload becomes visible. */
class UploadsTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";
    private static final String HELLO_SHA256 =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir Path folder;
    private TestStore store;
    private ArtifactStore artifacts;
    private BucketInfo bucket;

    @BeforeEach
    void open() {
        store = TestStore.in(folder.resolve("data"));
        artifacts = store.store().artifacts();
        bucket = store.bucket("builds");
        Cdi.heard().clear();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void digestsShouldBeThoseOfTheBytesWhenStored() {
        ObjectInfo info =
                store.put(
                        bucket,
                        "k",
                        HELLO,
                        new ExpectedDigests(
                                HELLO_MD5,
                                HELLO_SHA256,
                                ChecksumAlgorithm.CRC32,
                                "NhCmhg==",
                                Map::of),
                        WriteCondition.NONE);

        assertThat(info.etag()).isEqualTo(HELLO_MD5);
        assertThat(info.sha256()).isEqualTo(HELLO_SHA256);
        assertThat(info.checksum()).isEqualTo(new Checksum(ChecksumAlgorithm.CRC32, "NhCmhg=="));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50_000})
    void nothingShouldBecomeVisibleWhenADigestDoesNotMatch(int size) throws IOException {
        byte[] old = TestStore.bytes(7);
        store.put(bucket, "k", old);
        byte[] bytes = TestStore.bytes(size);

        assertRefused(
                S3ErrorCode.BAD_DIGEST,
                () -> put(bytes, new ExpectedDigests("0".repeat(32), null, null, null, Map::of)));
        assertRefused(
                S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH,
                () -> put(bytes, new ExpectedDigests(null, "0".repeat(64), null, null, Map::of)));
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String zeros =
                    java.util.Base64.getEncoder().encodeToString(new byte[algorithm.bytes()]);
            assertRefused(
                    S3ErrorCode.BAD_DIGEST,
                    () -> put(bytes, new ExpectedDigests(null, null, algorithm, zeros, Map::of)));
            assertRefused(
                    S3ErrorCode.BAD_DIGEST,
                    () ->
                            put(
                                    bytes,
                                    new ExpectedDigests(
                                            null,
                                            null,
                                            algorithm,
                                            null,
                                            () -> Map.of(algorithm.header(), zeros))));
        }

        assertThat(store.get(bucket, "k")).isEqualTo(old);
        assertThat(blobs()).isZero();
        assertThat(staged()).isZero();
        assertThat(Cdi.heard().of(ArtifactUploaded.class)).hasSize(1);
    }

    @Test
    void checksumShouldBeRefusedWhenItIsNoneOrDoesNotCome() {
        assertRefused(S3ErrorCode.INVALID_DIGEST, () -> put(HELLO, crc32Header("not base64!")));
        assertRefused(S3ErrorCode.INVALID_DIGEST, () -> put(HELLO, crc32Header("AAAA")));
        assertRefused(S3ErrorCode.INVALID_REQUEST, () -> put(HELLO, crc32Trailer(Map.of())));
        assertRefused(
                S3ErrorCode.INVALID_DIGEST,
                () -> put(HELLO, crc32Trailer(Map.of("x-amz-checksum-crc32", "???"))));
        assertThat(put(HELLO, crc32Trailer(Map.of("x-amz-checksum-crc32", "NhCmhg=="))).checksum())
                .isEqualTo(new Checksum(ChecksumAlgorithm.CRC32, "NhCmhg=="));
    }

    @Test
    void everyChecksumShouldBeCheckedAndKeptWhenItMatches() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        Map<ChecksumAlgorithm, String> known =
                Map.of(
                        ChecksumAlgorithm.CRC32, "y/Q5Jg==",
                        ChecksumAlgorithm.CRC32C, "4waSgw==",
                        ChecksumAlgorithm.CRC64NVME, "rosUhgp5mIg=",
                        ChecksumAlgorithm.SHA1, "98O8HYCOBHMq32eZZczDTKeuNEE=",
                        ChecksumAlgorithm.SHA256, "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=");
        known.forEach(
                (algorithm, value) -> {
                    ObjectInfo info =
                            put(digits, new ExpectedDigests(null, null, algorithm, value, Map::of));
                    assertThat(info.checksum()).isEqualTo(new Checksum(algorithm, value));
                    assertThat(artifacts.find(bucket, new ObjectKey("k")).checksum())
                            .isEqualTo(info.checksum());
                });
        assertThat(known).hasSameSizeAs(ChecksumAlgorithm.values());
    }

    @Test
    void trailersShouldBeAskedForOnlyWhenTheBodyHasEnded() {
        AtomicReference<Boolean> ended = new AtomicReference<>(false);
        InputStream body =
                new FilterInputStream(new ByteArrayInputStream(TestStore.bytes(40_000))) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        int read = super.read(target, offset, Math.min(length, 1_000));
                        ended.set(read < 0);
                        return read;
                    }
                };
        ExpectedDigests expected =
                crc32Trailer(
                        () -> {
                            assertThat(ended.get()).isTrue();
                            return Map.of();
                        });

        assertRefused(
                S3ErrorCode.INVALID_REQUEST,
                () ->
                        artifacts.put(
                                TestStore.request(bucket, "k", -1, expected, WriteCondition.NONE),
                                body));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000, 200_000})
    void bodyShouldBeRefusedWhenItsLengthIsNotTheDeclaredOne(int size) throws IOException {
        byte[] bytes = TestStore.bytes(size);
        for (long declared : new long[] {0, size - 1, size + 1, size + 1_000_000L}) {
            assertRefused(
                    S3ErrorCode.INCOMPLETE_BODY,
                    () ->
                            artifacts.put(
                                    TestStore.request(
                                            bucket,
                                            "k",
                                            declared,
                                            ExpectedDigests.NONE,
                                            WriteCondition.NONE),
                                    new ByteArrayInputStream(bytes)));
        }

        assertRefused(S3ErrorCode.NO_SUCH_KEY, () -> artifacts.find(bucket, new ObjectKey("k")));
        assertThat(blobs()).isZero();
        assertThat(staged()).isZero();
    }

    @Test
    void bodyShouldNotBeReadWhenItsDeclaredLengthIsTooLarge() {
        InputStream untouched =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("was read");
                    }
                };
        assertRefused(
                S3ErrorCode.ENTITY_TOO_LARGE,
                () ->
                        artifacts.put(
                                TestStore.request(
                                        bucket,
                                        "k",
                                        (5L << 30) + 1,
                                        ExpectedDigests.NONE,
                                        WriteCondition.NONE),
                                untouched));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 150_000})
    void uploadShouldBeCanceledWhenTheBodyBreaks(int before) throws IOException {
        InputStream broken =
                new FilterInputStream(new ByteArrayInputStream(TestStore.bytes(before))) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        int read = super.read(target, offset, length);
                        if (read < 0) {
                            throw new IOException("Connection reset by peer");
                        }
                        return read;
                    }
                };

        assertThatThrownBy(
                        () ->
                                artifacts.put(
                                        TestStore.request(
                                                bucket,
                                                "k",
                                                1_000_000,
                                                ExpectedDigests.NONE,
                                                WriteCondition.NONE),
                                        broken))
                .isInstanceOf(ClientGoneException.class);
        assertThat(blobs()).isZero();
        assertThat(staged()).isZero();
    }

    @Test
    void refusalShouldPassWhenTheBodyThrowsIt() throws IOException {
        InputStream tampered =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
                    }
                };

        assertRefused(
                S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                () ->
                        artifacts.put(
                                TestStore.request(
                                        bucket, "k", 5, ExpectedDigests.NONE, WriteCondition.NONE),
                                tampered));
        assertThat(staged()).isZero();
    }

    @Test
    void blobShouldBeDeletedWhenThePreconditionFails() throws IOException {
        store.put(bucket, "k", HELLO);

        assertRefused(
                S3ErrorCode.PRECONDITION_FAILED,
                () ->
                        store.put(
                                bucket,
                                "k",
                                TestStore.bytes(50_000),
                                ExpectedDigests.NONE,
                                new WriteCondition(null, true)));

        assertThat(blobs()).isZero();
        assertThat(store.get(bucket, "k")).isEqualTo(HELLO);
    }

    private ObjectInfo put(byte[] bytes, ExpectedDigests expected) {
        return store.put(bucket, "k", bytes, expected, WriteCondition.NONE);
    }

    private static ExpectedDigests crc32Header(String value) {
        return new ExpectedDigests(null, null, ChecksumAlgorithm.CRC32, value, Map::of);
    }

    private static ExpectedDigests crc32Trailer(Map<String, String> trailers) {
        return crc32Trailer(() -> trailers);
    }

    private static ExpectedDigests crc32Trailer(
            java.util.function.Supplier<Map<String, String>> trailers) {
        return new ExpectedDigests(null, null, ChecksumAlgorithm.CRC32, null, trailers);
    }

    private static void assertRefused(S3ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private long blobs() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/blobs"))) {
            return files.filter(file -> file.getFileName().toString().length() == 32).count();
        }
    }

    private long staged() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/tmp"))) {
            return files.count();
        }
    }
}
