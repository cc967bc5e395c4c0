package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.it.server.Figures;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.S3;
import io.artifactstore.it.server.Scrape;
import io.artifactstore.it.server.SharedServer;
import io.artifactstore.it.server.StoreServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Every equation of the signal contract that applies, from the client's own count, under
 * concurrency.
 */
class SignalEquationsIT {

    private static final int THREADS = 8;
    private static final int ROUNDS = 25;

    @Test
    void figuresShouldBeTheClientsOwnCount() throws Exception {
        StoreServer server = SharedServer.get();
        try (S3Client s3 = S3.client(server)) {
            s3.createBucket(request -> request.bucket("equations"));
            Figures figures = Figures.of(server);
            ExecutorService clients = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<Integer>> running = new ArrayList<>();
                for (int client = 0; client < THREADS; client++) {
                    running.add(clients.submit(client(s3, client)));
                }
                int bytes = 0;
                for (Future<Integer> future : running) {
                    bytes += future.get();
                }
                assertEquations(figures, bytes);
            } finally {
                clients.shutdownNow();
            }
        }
    }

    /** One client's work; returns the bytes it stored. */
    private static Callable<Integer> client(S3Client s3, int client) {
        return () -> {
            int bytes = 0;
            for (int round = 0; round < ROUNDS; round++) {
                String key = "c" + client + "/r" + round + ".jar";
                byte[] body = new byte[100 + client * 1000 + round * 700];
                bytes += body.length;
                s3.putObject(
                        request -> request.bucket("equations").key(key),
                        RequestBody.fromBytes(body));
                s3.headObject(request -> request.bucket("equations").key(key));
                s3.getObjectAsBytes(request -> request.bucket("equations").key(key));
                s3.getObjectAsBytes(
                        request -> request.bucket("equations").key(key).range("bytes=0-9"));
                refused(
                        () ->
                                s3.getObjectAsBytes(
                                        request ->
                                                request.bucket("equations").key(key + ".absent")));
                refused(
                        () ->
                                s3.putObject(
                                        request ->
                                                request.bucket("equations")
                                                        .key(key)
                                                        .ifNoneMatch("*"),
                                        RequestBody.empty()));
                refused(
                        () ->
                                s3.getObjectAsBytes(
                                        request -> request.bucket("no-such-bucket").key(key)));
                s3.listObjectsV2(request -> request.bucket("equations").prefix("c" + client));
                if (round % 2 == 0) {
                    s3.deleteObject(request -> request.bucket("equations").key(key));
                } else {
                    s3.deleteObjects(
                            request ->
                                    request.bucket("equations")
                                            .delete(
                                                    delete ->
                                                            delete.objects(
                                                                    ObjectIdentifier.builder()
                                                                            .key(key)
                                                                            .build(),
                                                                    ObjectIdentifier.builder()
                                                                            .key("absent")
                                                                            .build())));
                }
            }
            return bytes;
        };
    }

    private static void refused(Callable<?> call) throws Exception {
        try {
            call.call();
        } catch (S3Exception expected) {
            return;
        }
        throw new AssertionError("The store accepted what it must refuse");
    }

    private static void assertEquations(Figures figures, int bytes) {
        int n = THREADS * ROUNDS;
        int multi = THREADS * (ROUNDS / 2);
        int requests = 9 * n;
        figures.assertGrowth(requests, "system_requests_total");
        figures.assertGrowth(requests, "rbac_authentication_attempts_total");
        figures.assertGrowth(
                requests,
                "rbac_authentication_attempts_total",
                "method",
                "sigv4",
                "status",
                "success");
        figures.assertGrowth(
                n,
                "artifact_uploads_total",
                "status",
                "success",
                "bucket",
                "equations",
                "type",
                "jar");
        figures.assertGrowth(
                n, "artifact_uploads_total", "status", "rejected", "bucket", "equations");
        figures.assertGrowth(2 * n, "artifact_uploads_total");
        figures.assertGrowth(
                2 * n, "artifact_operation_duration_seconds_count", "operation", "upload");
        figures.assertGrowth(
                2 * n, "artifact_downloads_total", "status", "success", "bucket", "equations");
        figures.assertGrowth(
                n, "artifact_downloads_total", "status", "rejected", "bucket", "equations");
        figures.assertGrowth(
                n, "artifact_downloads_total", "status", "rejected", "bucket", "__none__");
        figures.assertGrowth(
                4 * n, "artifact_operation_duration_seconds_count", "operation", "download");
        figures.assertGrowth(n, "artifact_operation_duration_seconds_count", "operation", "head");
        figures.assertGrowth(n, "artifact_operation_duration_seconds_count", "operation", "list");
        figures.assertGrowth(
                n + multi, "artifact_deletes_total", "status", "success", "bucket", "equations");
        figures.assertGrowth(n, "artifact_operation_duration_seconds_count", "operation", "delete");
        figures.assertGrowth(n, "artifact_size_bytes_count", "type", "jar");
        figures.assertGrowth(bytes, "artifact_size_bytes_sum");
        // One decision a request, and one more for the second key of each DeleteObjects.
        figures.assertGrowth(
                requests + multi, "rbac_authorization_checks_total", "result", "allowed");
        figures.assertGrowth(0, "rbac_authorization_checks_total", "result", "denied");
        figures.assertGrowth(0, "system_errors_total");
        figures.assertGrowth(0, "system_active_connections");
    }

    @Test
    void latencyShouldLandInTheBucketThatHoldsIt() {
        StoreServer server = SharedServer.get();
        try (S3Client s3 = S3.client(server)) {
            s3.createBucket(request -> request.bucket("latency"));
        }
        Scrape before = server.scrape();
        long started = System.nanoTime();
        RawHttp.Answer answer =
                RawHttp.request(server, "PUT", "/latency/slow").body("slow").sendSlowly(150);
        double seconds = (System.nanoTime() - started) / 1e9;
        assertThat(answer.status()).isEqualTo(200);
        Scrape after = server.scrape();
        String metric = "artifact_operation_duration_seconds";
        double took =
                after.sum(metric + "_sum", "operation", "upload")
                        - before.sum(metric + "_sum", "operation", "upload");
        // The server's clock starts with the first byte it sees, a little after the client's.
        assertThat(took).isBetween(0.1, seconds);
        double below = 0;
        for (Scrape.Sample bucket : after.samples()) {
            if (bucket.name().equals(metric + "_bucket")
                    && "upload".equals(bucket.labels().get("operation"))) {
                String le = bucket.labels().get("le");
                double bound =
                        le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
                double growth =
                        bucket.value()
                                - before.sum(metric + "_bucket", "operation", "upload", "le", le);
                assertThat(growth)
                        .as("growth of the bucket up to %s", le)
                        .isEqualTo(took <= bound ? 1 : 0);
                below += took > bound ? 1 : 0;
            }
        }
        assertThat(below).as("bounds below 0.1 s").isGreaterThanOrEqualTo(3);
    }

    @Test
    void bytesInAndOutShouldNotBeSwapped() {
        StoreServer server = SharedServer.get();
        try (S3Client s3 = S3.client(server)) {
            s3.createBucket(request -> request.bucket("traffic"));
            Figures figures = Figures.of(server);
            RawHttp.request(server, "PUT", "/traffic/k").body(new byte[5000]).send();
            figures.assertGrowth(5000, "artifact_bytes_received_total", "bucket", "traffic");
            RawHttp.request(server, "GET", "/traffic/k").send();
            RawHttp.request(server, "GET", "/traffic/k").send();
            figures.assertGrowth(10000, "artifact_bytes_sent_total", "bucket", "traffic");
            figures.assertGrowth(5000, "artifact_bytes_received_total", "bucket", "traffic");
        }
    }
}
