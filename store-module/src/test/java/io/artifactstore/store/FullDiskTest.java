package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred.Type;
import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import io.artifactstore.api.store.BucketInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full: a small tmpfs. Mounting needs rights; where CI is set, it must work.
 */
class FullDiskTest {

    @TempDir Path folder;
    private Path disk;
    private boolean mounted;
    private TestStore store;
    private BucketInfo bucket;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        String refusal = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
        if (refusal != null) {
            if (System.getenv("CI") != null) {
                throw new IllegalStateException("CI must be allowed to mount a tmpfs: " + refusal);
            }
            abort("mounting a tmpfs is not permitted here: " + refusal);
        }
        mounted = true;
        store = TestStore.in(disk.resolve("data"));
        bucket = store.bucket("builds");
    }

    @AfterEach
    void unmount() throws Exception {
        if (store != null) {
            store.close();
        }
        if (mounted) {
            assertThat(run("umount", disk.toString())).isNull();
        }
    }

    @Test
    void readsShouldGoOnAndWritesFailWhenTheDiskIsFullUntilThereIsRoomAgain() throws Exception {
        byte[] small = TestStore.bytes(2_000);
        byte[] large = TestStore.bytes(100_000);
        store.put(bucket, "small", small);
        store.put(bucket, "large", large);
        assertThat(disk().writable()).isTrue();
        Path ballast = disk.resolve("ballast");
        fill(ballast);

        assertFull(() -> store.put(bucket, "a", large));
        fillWithInlineObjects();
        fill(ballast);
        assertFull(() -> store.put(bucket, "b", TestStore.bytes(16_000)));
        assertThat(store.metadata().hasStopped()).isFalse();
        assertThat(store.blobs().hasStopped()).isFalse();
        assertThat(store.get(bucket, "small")).isEqualTo(small);
        assertThat(store.get(bucket, "large")).isEqualTo(large);
        assertThat(disk().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(disk().message()).isEqualTo("Disk is full: reads go on, writes are refused");
        assertThat(disk().readable()).isTrue();
        assertThat(disk().writable()).isFalse();
        assertReadableNotWritable(MetadataStoreProbe.check(store.metadata()));
        assertReadableNotWritable(
                BlobStoreProbe.check(store.blobs(), store.store().folder().blobs()));
        assertThat(disk.resolve("data/tmp")).isEmptyDirectory();

        Files.delete(ballast);
        store.put(bucket, "a", large);
        store.put(bucket, "b", small);

        assertThat(store.get(bucket, "a")).isEqualTo(large);
        assertThat(disk().writable()).isTrue();
        assertThat(MetadataStoreProbe.check(store.metadata()).writable()).isTrue();
        store.reopen();
        assertThat(store.get(bucket, "small")).isEqualTo(small);
        assertThat(store.get(bucket, "large")).isEqualTo(large);
        assertThat(store.get(bucket, "b")).isEqualTo(small);
    }

    /** The log has room of its own; it must be full too. */
    private void fillWithInlineObjects() {
        byte[] bytes = TestStore.bytes(16_000);
        for (int i = 0; i < 1_000; i++) {
            try {
                store.put(bucket, "inline", bytes);
            } catch (S3Exception full) {
                return;
            }
        }
        throw new AssertionError("the database never ran out of space");
    }

    private static void assertReadableNotWritable(ProbeResult result) {
        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.readable()).isTrue();
        assertThat(result.writable()).isFalse();
    }

    private ProbeResult disk() throws IOException {
        return DiskProbe.check(store.store(), store.settings());
    }

    private static void assertFull(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        fault -> {
                            assertThat(fault.code())
                                    .as("%s", fault.getCause().getCause())
                                    .isEqualTo(S3ErrorCode.SERVICE_UNAVAILABLE);
                            assertThat(((StoreFault) fault.getCause()).type())
                                    .isEqualTo(Type.DISK_FULL);
                        });
    }

    private static void fill(Path ballast) {
        byte[] block = new byte[4096];
        while (true) {
            try {
                Files.write(ballast, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException full) {
                return;
            }
        }
    }

    /** Null if it worked, else what it said. */
    private static String run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? null : said.strip();
        } catch (IOException absent) {
            return absent.getMessage();
        }
    }
}
