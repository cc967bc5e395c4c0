package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.ArtifactDeleted;
import io.artifactstore.api.event.ArtifactUploaded;
import io.artifactstore.api.event.BucketCreated;
import io.artifactstore.api.event.BucketDeleted;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ListQuery;
import io.artifactstore.api.store.MetadataStore;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreServiceTest {

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 16_385, 131_072, 131_073, 1_000_000})
    void bytesShouldComeBackWhateverTheirNumber(int size) throws IOException {
        byte[] bytes = TestStore.bytes(size);

        ObjectInfo info = store.put(bucket, "k", bytes);

        assertThat(info.size()).isEqualTo(size);
        assertThat(store.get(bucket, "k")).isEqualTo(bytes);
        assertThat(artifacts.find(bucket, new ObjectKey("k"))).isEqualTo(info);
        assertThat(blobs()).isEqualTo(size > 16_384 ? 1 : 0);
        assertThat(staged()).isZero();
        store.reopen();
        assertThat(store.get(bucket, "k")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 300_000})
    void rangeShouldBeWrittenWhenAsked(int size) throws IOException {
        byte[] bytes = TestStore.bytes(size);
        store.put(bucket, "k", bytes);

        try (StoredObject object = artifacts.open(bucket, new ObjectKey("k"))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            object.writeTo(out, 1_000, size - 2_000);
            object.writeTo(out, 0, 0);
            object.writeTo(out, size - 1, 1);

            byte[] expected = Arrays.copyOfRange(bytes, 1_000, size - 1_000 + 1);
            expected[expected.length - 1] = bytes[size - 1];
            assertThat(out.toByteArray()).isEqualTo(expected);
        }
    }

    @Test
    void clientShouldBeGoneWhenTheAnswerCannotBeWritten() throws IOException {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        store.put(bucket, "small", HELLO);
        store.put(bucket, "large", TestStore.bytes(50_000));

        for (String key : List.of("small", "large")) {
            try (StoredObject object = artifacts.open(bucket, new ObjectKey(key))) {
                assertThatThrownBy(() -> object.writeTo(broken, 0, 5))
                        .isInstanceOf(ClientGoneException.class);
            }
        }
    }

    @Test
    void objectShouldStayReadableWhenItIsDeletedWhileOpen() throws IOException {
        byte[] bytes = TestStore.bytes(50_000);
        store.put(bucket, "k", bytes);

        try (StoredObject object = artifacts.open(bucket, new ObjectKey("k"))) {
            artifacts.delete(bucket, List.of(new ObjectKey("k")));
            collectGarbage();
            assertThat(blobs()).isZero();

            ByteArrayOutputStream out = new ByteArrayOutputStream();
            object.writeTo(out, 0, bytes.length);
            assertThat(out.toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void faultShouldSayCorruptWhenABlobIsShortOrMissing() throws IOException {
        store.put(bucket, "k", TestStore.bytes(50_000));
        Path blob = anyBlob();
        Files.write(blob, new byte[10]);
        assertCorrupt(() -> artifacts.open(bucket, new ObjectKey("k")));

        Files.delete(blob);
        assertCorrupt(() -> artifacts.open(bucket, new ObjectKey("k")));
    }

    @Test
    void faultShouldSayCorruptWhenABlobShrinksWhileItIsRead() throws IOException {
        store.put(bucket, "k", TestStore.bytes(50_000));
        try (StoredObject object = artifacts.open(bucket, new ObjectKey("k"))) {
            Files.write(anyBlob(), new byte[10]);

            assertCorrupt(() -> object.writeTo(OutputStream.nullOutputStream(), 0, 50_000));
        }
    }

    @Test
    void openShouldLookUpOnceMoreWhenTheObjectWasReplacedMeanwhile() throws IOException {
        store.put(bucket, "k", TestStore.bytes(50_000));
        Optional<MetadataStore.ObjectContent> stale =
                store.metadata().findContent(bucket.id(), "k");
        byte[] replaced = TestStore.bytes(60_000);
        store.put(bucket, "k", replaced);
        collectGarbage();
        AtomicReference<Optional<MetadataStore.ObjectContent>> first = new AtomicReference<>(stale);
        MetadataStore behind =
                (MetadataStore)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {MetadataStore.class},
                                (proxy, method, arguments) -> {
                                    Object old =
                                            method.getName().equals("findContent")
                                                    ? first.getAndSet(null)
                                                    : null;
                                    try {
                                        return old != null
                                                ? old
                                                : method.invoke(store.metadata(), arguments);
                                    } catch (InvocationTargetException fault) {
                                        throw fault.getCause();
                                    }
                                });
        ArtifactStore service =
                new StoreService(
                        behind,
                        store.blobs(),
                        Cdi.events(),
                        new Undecided(),
                        store.store().folder().blobs());

        try (StoredObject object = service.open(bucket, new ObjectKey("k"))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            object.writeTo(out, 0, object.info().size());
            assertThat(out.toByteArray()).isEqualTo(replaced);
        }
    }

    @Test
    void absenceShouldSayWhatIsAbsentWhenNothingIsFound() {
        ObjectKey key = new ObjectKey("absent");
        assertRefused(S3ErrorCode.NO_SUCH_KEY, () -> artifacts.find(bucket, key));
        assertRefused(S3ErrorCode.NO_SUCH_KEY, () -> artifacts.open(bucket, key));
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> artifacts.bucket(new BucketName("absent")));

        artifacts.deleteBucket(new BucketName("builds"));

        ListQuery all = new ListQuery("", "", "", 10);
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> artifacts.find(bucket, key));
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> artifacts.open(bucket, key));
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> artifacts.list(bucket, all));
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> artifacts.delete(bucket, List.of(key)));
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> store.put(bucket, "k", HELLO));
        assertRefused(S3ErrorCode.NO_SUCH_BUCKET, () -> artifacts.bucket(new BucketName("builds")));
    }

    @Test
    void eventsShouldTellWhatBecameTrueWhenSomethingChanged() {
        store.bucket("other");
        ObjectInfo info = store.put(bucket, "k", HELLO);
        artifacts.delete(bucket, List.of(new ObjectKey("k"), new ObjectKey("absent")));
        artifacts.deleteBucket(new BucketName("other"));

        assertThat(Cdi.heard().of(BucketCreated.class))
                .containsExactly(new BucketCreated("other", "alice"));
        assertThat(Cdi.heard().of(BucketDeleted.class)).containsExactly(new BucketDeleted("other"));
        assertThat(Cdi.heard().of(ArtifactUploaded.class))
                .containsExactly(
                        new ArtifactUploaded(
                                "builds",
                                "k",
                                info.type(),
                                5,
                                HELLO_MD5,
                                HELLO_SHA256,
                                info.lastModified()));
        assertThat(Cdi.heard().of(ArtifactDeleted.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.key()).isEqualTo("k");
                            assertThat(event.size()).isEqualTo(5);
                        });
    }

    @Test
    void bucketShouldBeTheNewOneWhenItWasMadeAnew() {
        artifacts.bucket(new BucketName("builds"));
        artifacts.deleteBucket(new BucketName("builds"));
        BucketInfo anew = store.bucket("builds");

        assertThat(artifacts.bucket(new BucketName("builds"))).isEqualTo(anew);
        assertThat(artifacts.buckets()).containsExactly(anew);
    }

    private static void assertRefused(S3ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private static void assertCorrupt(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo(S3ErrorCode.INTERNAL_ERROR);
                            StoreFault cause = (StoreFault) fault.getCause();
                            assertThat(cause.type()).isEqualTo(Type.CORRUPT);
                            assertThat(cause.component()).isEqualTo(Component.BLOB);
                        });
    }

    /** What was queued in this very millisecond is not due yet. */
    private void collectGarbage() {
        org.awaitility.Awaitility.await()
                .until(
                        () -> {
                            store.store().collector().run();
                            return store.metadata().usage().garbage() == 0;
                        });
    }

    private Path anyBlob() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/blobs"))) {
            return files.filter(file -> file.getFileName().toString().length() == 32)
                    .findFirst()
                    .orElseThrow();
        }
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
