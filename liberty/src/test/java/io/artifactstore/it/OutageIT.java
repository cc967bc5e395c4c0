package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.it.server.Figures;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.S3;
import io.artifactstore.it.server.StoreServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Real outages, made by rename: ready goes to 503 and comes back by itself, and nothing
 * acknowledged is lost.
 */
class OutageIT {

    private static final byte[] LARGE = new byte[100_000];

    private static StoreServer server;

    @BeforeAll
    static void start() {
        server =
                StoreServer.named("artifact-store-outage")
                        .with("ARTIFACT_STORE_HEALTH_INTERVAL", "PT1S")
                        .build()
                        .start();
        try (S3Client s3 = S3.client(server)) {
            s3.createBucket(request -> request.bucket("outage"));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void metadataStoreTakenAwayShouldMakeUnreadyUntilItIsBack() throws IOException {
        outage("meta.db", "metadata_store", new byte[10]);
    }

    @Test
    void blobFolderTakenAwayShouldMakeUnreadyUntilItIsBack() throws IOException {
        outage("blobs", "blob_store", LARGE);
    }

    @Test
    void wholeDataFolderTakenAwayShouldMakeUnreadyUntilItIsBack() throws IOException {
        put("whole", LARGE, 200);
        Path away = server.data().resolveSibling("data-away");
        Files.move(server.data(), away);
        try {
            server.awaitReady(503);
            assertThat(server.data())
                    .as("a data folder that is gone is not made again")
                    .doesNotExist();
        } finally {
            Files.move(away, server.data());
        }
        server.awaitReady(200);
        assertThat(get("whole").status()).isEqualTo(200);
    }

    private static void outage(String part, String component, byte[] body) throws IOException {
        String key = "kept-" + component;
        put(key, body, 200);
        Figures figures = Figures.of(server);
        Path away = server.data().resolve(part + ".away");
        Files.move(server.data().resolve(part), away);
        try {
            server.awaitReady(503);
            assertThat(server.management("/health/ready").body())
                    .contains("\"DOWN\"")
                    .contains(component);
            assertThat(server.api("/health/ready").statusCode()).isEqualTo(503);
            assertThat(server.api("/health/ready").body()).isEqualTo("{\"status\":\"not_ready\"}");
            assertThat(server.api("/health").statusCode()).isEqualTo(503);
            assertThat(server.api("/health").body())
                    .contains("\"component\":\"" + component + "\",\"status\":\"unhealthy\"");
            assertThat(server.management("/health/live").statusCode()).isEqualTo(200);
            assertThat(server.api("/health/live").statusCode()).isEqualTo(200);
            RawHttp.Answer refused = put("refused-" + component, body, 503);
            assertThat(refused.code()).isEqualTo("ServiceUnavailable");
            figures.assertGrowth(1, "artifact_uploads_total", "status", "failure");
            figures.assertGrowth(0, "artifact_uploads_total", "status", "success");
            assertThat(figures.growth("system_errors_total")).isPositive();
        } finally {
            Files.move(away, server.data().resolve(part));
        }
        server.awaitReady(200);
        assertThat(get(key).status()).isEqualTo(200);
        assertThat(get("refused-" + component).code()).isEqualTo("NoSuchKey");
        put("after-" + component, body, 200);
        assertThat(get("after-" + component).body()).hasSize(body.length);
    }

    private static RawHttp.Answer put(String key, byte[] body, int status) {
        RawHttp.Answer answer = RawHttp.request(server, "PUT", "/outage/" + key).body(body).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static RawHttp.Answer get(String key) {
        return RawHttp.request(server, "GET", "/outage/" + key).send();
    }
}
