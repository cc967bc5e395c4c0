package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.artifactstore.it.server.Figures;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.StoreServer;
import io.artifactstore.it.server.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A disk that is really full: a small tmpfs. Reads go on, writes get 503, and it ends by itself.
 */
class DiskFullIT {

    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void fullDiskShouldStopWritesOnlyAndEndByItself() throws IOException {
        try (Tmpfs disk = Tmpfs.mount(StoreServer.workFolder().resolve("small-disk"), 16);
                StoreServer server =
                        StoreServer.named("artifact-store-disk-full")
                                .data(disk.folder().resolve("data"))
                                .with("ARTIFACT_STORE_HEALTH_INTERVAL", "PT1S")
                                .build()
                                .start()) {
            assertThat(put(server, "", new byte[0]).status()).isEqualTo(200);
            assertThat(put(server, "/small", new byte[100]).status()).isEqualTo(200);
            assertThat(put(server, "/large", new byte[100_000]).status()).isEqualTo(200);
            Path filler = disk.folder().resolve("filler");
            fill(filler);
            Figures figures = Figures.of(server);
            assertThat(put(server, "/too-much", new byte[MEBIBYTE]).code())
                    .isEqualTo("ServiceUnavailable");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.api("/health/ready?for=write").statusCode() == 503);
            assertThat(server.api("/health/ready").statusCode()).isEqualTo(200);
            assertThat(server.management("/health/ready").statusCode()).isEqualTo(200);
            assertThat(server.api("/health").body()).startsWith("{\"status\":\"degraded\"");
            assertThat(get(server, "/small").body()).hasSize(100);
            assertThat(get(server, "/large").body()).hasSize(100_000);
            figures.assertGrowth(1, "artifact_uploads_total", "status", "failure");
            figures.assertGrowth(1, "system_errors_total", "type", "disk_full");
            Files.delete(filler);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.api("/health/ready?for=write").statusCode() == 200);
            assertThat(put(server, "/after", new byte[MEBIBYTE]).status()).isEqualTo(200);
            assertThat(get(server, "/too-much").code()).isEqualTo("NoSuchKey");
            assertThat(server.data().resolve("tmp")).isEmptyDirectory();
        }
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static RawHttp.Answer put(StoreServer server, String key, byte[] body) {
        return RawHttp.request(server, "PUT", "/disk-full" + key).body(body).send();
    }

    private static RawHttp.Answer get(StoreServer server, String key) {
        return RawHttp.request(server, "GET", "/disk-full" + key).send();
    }
}
