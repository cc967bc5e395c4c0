package io.artifactstore.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What {@link BlobStore} promises. */
public interface BlobStoreContract {

    String ABSENT = "0123456789abcdef0123456789abcdef";

    /** The store under test; empty before each test. */
    BlobStore testee();

    @Test
    default void blobShouldComeBackAsWrittenWhenCommitted() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);

        String id;
        try (BlobStore.Writer writer = testee().stage()) {
            writer.write(ByteBuffer.wrap(bytes, 0, 100_000));
            ByteBuffer rest = ByteBuffer.wrap(bytes, 100_000, 200_000);
            writer.write(rest);
            assertThat(rest.hasRemaining()).isFalse();
            id = writer.commit();
        }

        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(testee().exists(id)).isTrue();
        assertThat(read(id)).isEqualTo(bytes);
    }

    @Test
    default void emptyBlobShouldExistWhenCommitted() throws IOException {
        String id = write("");

        assertThat(testee().exists(id)).isTrue();
        assertThat(read(id)).isEmpty();
    }

    @Test
    default void rangeShouldBeReadWhenAPositionIsGiven() throws IOException {
        String id = write("0123456789");

        try (BlobStore.Reader reader = testee().open(id)) {
            ByteBuffer target = ByteBuffer.allocate(4);
            while (target.hasRemaining() && reader.read(target, 3 + target.position()) > 0) {
                continue;
            }
            assertThat(new String(target.array(), StandardCharsets.US_ASCII)).isEqualTo("3456");
            assertThat(reader.read(ByteBuffer.allocate(1), 10)).isEqualTo(-1);
        }
    }

    @Test
    default void nothingShouldBeLeftWhenAWriterIsClosedWithoutCommit() throws IOException {
        try (BlobStore.Writer writer = testee().stage()) {
            writer.write(ByteBuffer.wrap(new byte[1000]));
        }

        assertThat(all()).isEmpty();
    }

    @Test
    default void absentBlobShouldNotBeFoundWhenOpened() throws IOException {
        assertThat(testee().exists(ABSENT)).isFalse();
        assertThatThrownBy(() -> testee().open(ABSENT)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    default void blobShouldBeGoneWhenDeletedAndStayGoneWhenDeletedAgain() throws IOException {
        String id = write("x");

        testee().delete(id);
        testee().delete(id);

        assertThat(testee().exists(id)).isFalse();
        assertThatThrownBy(() -> testee().open(id)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    default void openBlobShouldStayReadableWhenItIsDeleted() throws IOException {
        String id = write("still here");

        try (BlobStore.Reader reader = testee().open(id)) {
            testee().delete(id);

            assertThat(readAll(reader)).asString(StandardCharsets.US_ASCII).isEqualTo("still here");
        }
    }

    @Test
    default void blobsShouldBeListedByShardAndAgeWhenAsked() throws IOException {
        String id = write("x");
        String shard = id.substring(0, 2);
        String other = shard.equals("00") ? "01" : "00";

        assertThat(testee().list(shard, Instant.now().plusSeconds(60))).containsExactly(id);
        assertThat(testee().list(shard, Instant.now().minusSeconds(60))).isEmpty();
        assertThat(testee().list(other, Instant.now().plusSeconds(60))).isEmpty();
    }

    @Test
    default void probeShouldLeaveNothingBehindWhenTheStoreIsWell() throws IOException {
        testee().probe();

        assertThat(all()).isEmpty();
    }

    @Test
    default void everyBlobShouldBeWholeWhenManyAreWrittenAtOnce() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> writes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = "blob " + i + " " + "x".repeat(i * 1000);
                writes.add(
                        () -> {
                            String id = write(text);
                            return new String(read(id), StandardCharsets.US_ASCII).equals(text)
                                    ? id
                                    : "broken";
                        });
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> write : executor.invokeAll(writes)) {
                ids.add(write.get());
            }
            assertThat(ids).doesNotContain("broken").doesNotHaveDuplicates();
            assertThat(all()).containsExactlyInAnyOrderElementsOf(ids);
        } finally {
            executor.shutdownNow();
        }
    }

    private String write(String text) throws IOException {
        try (BlobStore.Writer writer = testee().stage()) {
            writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            return writer.commit();
        }
    }

    private byte[] read(String id) throws IOException {
        try (BlobStore.Reader reader = testee().open(id)) {
            return readAll(reader);
        }
    }

    private static byte[] readAll(BlobStore.Reader reader) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(reader.size()));
        while (bytes.hasRemaining() && reader.read(bytes, bytes.position()) >= 0) {
            continue;
        }
        return bytes.array();
    }

    private List<String> all() throws IOException {
        List<String> ids = new ArrayList<>();
        for (int shard = 0; shard < 256; shard++) {
            ids.addAll(testee().list(String.format("%02x", shard), Instant.now().plusSeconds(60)));
        }
        return ids;
    }
}
