package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ListQuery;
import io.artifactstore.api.store.ObjectPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

    private static final int ROUNDS = 3;
    private static final int ACKNOWLEDGED = 150;

    @TempDir Path folder;

    @Test
    void everyAcknowledgedUploadShouldBeThereWhenTheProcessWasKilled() throws Exception {
        Path data = folder.resolve("data");
        try (TestStore store = TestStore.in(data)) {
            store.bucket("builds");
        }
        Map<String, List<String>> acknowledged = new HashMap<>();

        for (int round = 0; round < ROUNDS; round++) {
            runUntilKilled(data, "round" + round, acknowledged);
            try (TestStore store = TestStore.in(data)) {
                BucketInfo bucket = store.store().artifacts().bucket(new BucketName("builds"));
                assertThat(data.resolve("tmp")).isEmptyDirectory();
                acknowledged.forEach((key, digests) -> assertThere(store, bucket, key, digests));
                assertEveryRowHasItsBytes(store, bucket);
            }
        }

        try (TestStore store = TestStore.in(data)) {
            assertNoOrphanIsLeft(store, data);
        }
    }

    private static void runUntilKilled(
            Path data, String prefix, Map<String, List<String>> acknowledged) throws Exception {
        try (ChildProcess child = new ChildProcess(Uploader.class, data.toString(), prefix)) {
            int lines = 0;
            String line;
            boolean killed = false;
            while ((line = child.line()) != null) {
                String[] words = line.split(" ");
                if (words.length == 2 && words[1].length() == 64) {
                    acknowledged.computeIfAbsent(words[0], key -> new ArrayList<>()).add(words[1]);
                }
                if (++lines == ACKNOWLEDGED) {
                    child.kill();
                    killed = true;
                }
            }
            assertThat(killed).as("the uploader ran until it was killed").isTrue();
        }
    }

    /** Its digest is that of the last acknowledged upload, or of one that was not acknowledged. */
    private static void assertThere(
            TestStore store, BucketInfo bucket, String key, List<String> digests) {
        String sha256 = sha256(store.get(bucket, key));
        assertThat(store.store().artifacts().find(bucket, new ObjectKey(key)).sha256())
                .isEqualTo(sha256);
        List<String> overwritten = digests.subList(0, digests.size() - 1);
        assertThat(overwritten).as("an older upload came back as %s", key).doesNotContain(sha256);
        if (!key.contains("-again-")) {
            assertThat(sha256).isEqualTo(digests.get(digests.size() - 1));
        }
    }

    private static void assertEveryRowHasItsBytes(TestStore store, BucketInfo bucket) {
        String after = "";
        long objects = 0;
        ObjectPage page;
        do {
            page = store.metadata().listObjects(bucket.id(), new ListQuery("", "", after, 1000));
            page.objects()
                    .forEach(
                            object ->
                                    assertThat(sha256(store.get(bucket, object.key())))
                                            .isEqualTo(object.sha256()));
            objects += page.objects().size();
            after = page.last();
        } while (page.truncated());
        assertThat(store.metadata().usage().objects()).isEqualTo(objects);
    }

    private static void assertNoOrphanIsLeft(TestStore store, Path data) {
        Awaitility.await()
                .until(
                        () -> {
                            store.store()
                                    .collector()
                                    .sweep(java.time.Instant.now().plusSeconds(60));
                            store.store().collector().run();
                            return store.metadata().usage().garbage() == 0
                                    && store.store().undecided().size() == 0;
                        });
        try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
            List<String> blobs =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.length() == 32)
                            .toList();
            assertThat(blobs).isNotEmpty();
            assertThat(store.metadata().unreferenced(blobs)).isEmpty();
        } catch (java.io.IOException fault) {
            throw new AssertionError(fault);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
