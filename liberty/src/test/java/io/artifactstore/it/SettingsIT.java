package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.artifactstore.it.server.Figures;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.StoreServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What settings do to a start. */
class SettingsIT {

    private static final String KEY = "operator";
    private static final String SECRET = "a secret of the operator's own";

    @Test
    void unknownSettingShouldKeepTheApplicationFromStartingAndSayWhy() {
        try (StoreServer server =
                StoreServer.named("artifact-store-misconfigured")
                        .with("ARTIFACT_STORE_MAX_REQEUSTS", "5")
                        .build()
                        .launch()) {
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> server.consoleText().contains("CWWKZ0002E"));
            assertThat(server.consoleText()).contains("ARTIFACT_STORE_MAX_REQEUSTS");
            server.awaitReady(503);
            assertThat(server.management("/health/live").statusCode()).isEqualTo(200);
            assertThat(server.data().resolve("meta.db")).as("nothing is stored").doesNotExist();
        }
    }

    @Test
    void settingsFromTheEnvironmentShouldHold() throws IOException {
        try (StoreServer server =
                StoreServer.named("artifact-store-own-settings")
                        .with("ARTIFACT_STORE_ROOT_ACCESS_KEY", KEY)
                        .with("ARTIFACT_STORE_ROOT_SECRET_KEY", SECRET)
                        .with("EXTENSIONS_METRICS_HEALTH_ENABLED", "false")
                        .with("ARTIFACT_STORE_MAX_REQUESTS", "1")
                        .build()
                        .start()) {
            assertThat(server.data().resolve("root-credentials")).doesNotExist();
            assertThat(request(server, "PUT", "/own").send().status()).isEqualTo(200);
            assertThat(server.consoleText()).doesNotContain(SECRET);
            // Switched off: the path is no longer the application's, the management port keeps its
            // own.
            assertThat(server.api("/health").body()).contains("<Error>");
            assertThat(server.management("/health/ready").statusCode()).isEqualTo(200);
            theOnlyPlaceShouldBeTaken(server);
        }
    }

    private static void theOnlyPlaceShouldBeTaken(StoreServer server) throws IOException {
        Figures figures = Figures.of(server);
        try (Socket slow = request(server, "PUT", "/own/slow").body("slow").openWithoutLastByte()) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> server.scrape().sum("system_active_connections") == 1);
            RawHttp.Answer refused = request(server, "GET", "/own").send();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("SlowDown");
            assertThat(refused.head()).contains("Retry-After: 1");
            assertThat(server.management("/health/live").statusCode()).isEqualTo(200);
            assertThat(server.management("/health/ready").statusCode()).isEqualTo(200);
            slow.getOutputStream().write('w');
            assertThat(RawHttp.Answer.read(slow.getInputStream()).status()).isEqualTo(200);
        }
        assertThat(request(server, "GET", "/own/slow").send().body()).isEqualTo("slow");
        figures.assertGrowth(1, "requests_refused_total");
        figures.assertGrowth(1, "system_requests_total", "status", "503");
        figures.assertGrowth(1, "rbac_authentication_attempts_total", "status", "error");
        figures.assertGrowth(0, "system_active_connections");
    }

    private static RawHttp request(StoreServer server, String method, String path) {
        return RawHttp.request(server, method, path, KEY, SECRET);
    }
}
