package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.SharedServer;
import io.artifactstore.it.server.StoreServer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both health views of a healthy store, and draining. */
class HealthIT {

    private static StoreServer server;

    @BeforeAll
    static void start() {
        server = SharedServer.get();
    }

    @Test
    void healthyStoreShouldBeUpOnTheManagementPort() {
        for (String path : List.of("/health", "/health/ready", "/health/live", "/health/started")) {
            assertThat(server.management(path).statusCode()).as(path).isEqualTo(200);
            assertThat(server.management(path).body())
                    .as(path)
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("\"checks\":[]");
        }
        assertThat(server.management("/health/ready").body())
                .contains("metadata_store")
                .contains("blob_store");
    }

    @Test
    void healthyStoreShouldSayHowItsComponentsAreOnTheApiPort() {
        String body = server.api("/health").body();
        assertThat(server.api("/health").statusCode()).isEqualTo(200);
        assertThat(body)
                .startsWith("{\"status\":\"healthy\"")
                .contains(
                        "\"component\":\"metadata_store\",\"status\":\"healthy\",\"message\":\"Metadata store is accessible\"")
                .contains("\"component\":\"blob_store\"")
                .contains("\"component\":\"disk\"")
                .contains("\"component\":\"memory\"")
                .contains("\"component\":\"threads\"")
                .contains("\"component\":\"uptime\"")
                .containsPattern("\"uptime\":[0-9]{9,}")
                .contains("\"start_time\":")
                .contains("\"checked_at\":")
                .contains("\"version\":");
        assertThat(body).as("no path").doesNotContain(server.data().toString());
        assertThat(server.api("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
        assertThat(server.api("/health/ready?for=write").statusCode()).isEqualTo(200);
        assertThat(server.api("/health/live").body()).isEqualTo("{\"status\":\"alive\"}");
    }

    @Test
    void drainingStoreShouldBeUnreadyAndStillServe() {
        assertThat(RawHttp.request(server, "POST", "/_api/v1/drain").sendAnonymous().status())
                .isEqualTo(403);
        RawHttp.Answer begun = RawHttp.request(server, "POST", "/_api/v1/drain").send();
        try {
            assertThat(begun.status()).as(begun.body()).isEqualTo(200);
            server.awaitReady(503);
            assertThat(server.api("/health/ready").statusCode()).isEqualTo(503);
            assertThat(server.management("/health/live").statusCode()).isEqualTo(200);
            assertThat(RawHttp.request(server, "GET", "/").send().status()).isEqualTo(200);
            assertThat(server.data().resolve("drain")).exists();
        } finally {
            RawHttp.request(server, "DELETE", "/_api/v1/drain").send();
        }
        server.awaitReady(200);
    }

    @Test
    void objectsBelowAHealthPathShouldReachTheStore() {
        assertThat(RawHttp.request(server, "GET", "/health/mykey").send().code())
                .isEqualTo("NoSuchBucket");
    }
}
