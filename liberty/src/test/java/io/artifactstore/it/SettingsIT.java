package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.StoreServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What settings do to a start. */
class SettingsIT {

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
    void keysFromTheEnvironmentShouldBeUsedAndNotWritten() {
        try (StoreServer server =
                StoreServer.named("artifact-store-own-keys")
                        .with("ARTIFACT_STORE_ROOT_ACCESS_KEY", "operator")
                        .with("ARTIFACT_STORE_ROOT_SECRET_KEY", "a secret of the operator's own")
                        .with("EXTENSIONS_METRICS_HEALTH_ENABLED", "false")
                        .with("ARTIFACT_STORE_MAX_REQUESTS", "1")
                        .build()
                        .start()) {
            assertThat(server.data().resolve("root-credentials")).doesNotExist();
            assertThat(
                            RawHttp.request(
                                            server,
                                            "GET",
                                            "/",
                                            "operator",
                                            "a secret of the operator's own")
                                    .send()
                                    .status())
                    .isEqualTo(200);
            assertThat(server.consoleText()).doesNotContain("a secret of the operator's own");
            // Switched off: the path is no longer the application's, the management port keeps its
            // own.
            assertThat(server.api("/health").body()).contains("<Error>");
            assertThat(server.management("/health/ready").statusCode()).isEqualTo(200);
        }
    }
}
