package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.it.server.EarEditor;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.StoreServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking metrics, health or tracing out of the EAR leaves a store that works. */
class ModuleVariantsIT {

    @ParameterizedTest
    @ValueSource(strings = {"metrics-module", "health-module", "tracing-module"})
    void storeShouldWorkWithout(String module) {
        try (StoreServer server =
                StoreServer.named("artifact-store-without-" + module)
                        .ear(EarEditor.without(module))
                        .build()
                        .start()) {
            assertThat(RawHttp.request(server, "PUT", "/variant").send().status()).isEqualTo(200);
            assertThat(RawHttp.request(server, "PUT", "/variant/k").body("text").send().status())
                    .isEqualTo(200);
            assertThat(RawHttp.request(server, "GET", "/variant/k").send().body())
                    .isEqualTo("text");
            boolean metrics = !module.equals("metrics-module");
            assertThat(server.scrape().has("artifact_uploads_total")).isEqualTo(metrics);
            boolean health = !module.equals("health-module");
            assertThat(server.api("/health").body().contains("\"status\":\"healthy\""))
                    .isEqualTo(health);
            assertThat(server.consoleText())
                    .doesNotContain("CWWKZ0002E")
                    .doesNotContain("Exception");
        }
    }
}
