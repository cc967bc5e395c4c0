package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.artifactstore.it.server.S3;
import io.artifactstore.it.server.StoreServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Acknowledged means durable: the server is killed with -9 under load, and every object it
 * acknowledged is there.
 */
class DurabilityIT {

    private static final int WRITERS = 6;
    private static final int KILLS = 2;

    @Test
    void everyAcknowledgedObjectShouldSurviveAKillUnderLoad() throws Exception {
        try (StoreServer server = StoreServer.named("artifact-store-kill").build().start()) {
            try (S3Client s3 = S3.client(server)) {
                s3.createBucket(request -> request.bucket("kill"));
            }
            Map<String, byte[]> acknowledged = new ConcurrentHashMap<>();
            for (int round = 0; round < KILLS; round++) {
                writeUntilKilled(server, round, acknowledged);
                server.start();
            }
            assertThat(acknowledged).hasSizeGreaterThan(100);
            assertAllThere(server, acknowledged);
        }
    }

    private static void writeUntilKilled(
            StoreServer server, int round, Map<String, byte[]> acknowledged) throws Exception {
        int before = acknowledged.size();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = "r" + round + "/w" + writer + "/";
                int seed = round * 100 + writer;
                running.add(
                        writers.submit(
                                () -> write(server, prefix, new Random(seed), acknowledged)));
            }
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> acknowledged.size() > before + 100);
            server.kill();
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    /**
     * Writes small objects and large ones, new keys and overwritten ones, until the server is gone.
     */
    private static void write(
            StoreServer server, String prefix, Random random, Map<String, byte[]> acknowledged) {
        try (S3Client s3 = S3.client(server)) {
            for (int i = 0; ; i++) {
                byte[] body =
                        new byte
                                [i % 4 == 0
                                        ? 40_000 + random.nextInt(40_000)
                                        : 1 + random.nextInt(8000)];
                random.nextBytes(body);
                String key = prefix + i;
                s3.putObject(
                        request -> request.bucket("kill").key(key), RequestBody.fromBytes(body));
                acknowledged.put(key, body);
            }
        } catch (SdkException killed) {
            // The end of this round.
        }
    }

    private static void assertAllThere(StoreServer server, Map<String, byte[]> acknowledged) {
        try (S3Client s3 = S3.client(server)) {
            acknowledged.forEach(
                    (key, body) ->
                            assertThat(
                                            s3.getObjectAsBytes(
                                                            request ->
                                                                    request.bucket("kill").key(key))
                                                    .asByteArray())
                                    .as(key)
                                    .isEqualTo(body));
        }
    }
}
