package io.artifactstore.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import io.artifactstore.api.signal.SignalEndpoint.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthEndpointTest {

    private static final Answer READY =
            new Answer(200, "application/json", "{\"status\":\"ready\"}");
    private static final Answer NOT_READY =
            new Answer(503, "application/json", "{\"status\":\"not_ready\"}");

    @Test
    void reportShouldHaveExactlyTheShapeOfTheContract() {
        HealthReport report =
                Boards.withStoreAnd(
                                GivenProbe.minor("disk", ProbeResult.degraded("Disk is 85 % full")))
                        .board
                        .report();

        assertThat(
                        HealthJson.of(
                                report,
                                "1.0.0",
                                Instant.parse("2025-10-28T09:30:00.123Z"),
                                Duration.ofHours(1),
                                Instant.parse("2025-10-28T10:30:00.999Z")))
                .isEqualTo(
                        "{\"status\":\"degraded\",\"checks\":["
                                + "{\"component\":\"metadata_store\",\"status\":\"healthy\","
                                + "\"message\":\"Metadata store is accessible\",\"timestamp\":\"2025-10-28T10:30:00Z\"},"
                                + "{\"component\":\"disk\",\"status\":\"degraded\","
                                + "\"message\":\"Disk is 85 % full\",\"timestamp\":\"2025-10-28T10:30:00Z\"}],"
                                + "\"version\":\"1.0.0\",\"uptime\":3600000000000,"
                                + "\"start_time\":\"2025-10-28T09:30:00Z\",\"checked_at\":\"2025-10-28T10:30:00Z\"}");
    }

    @Test
    void textShouldBeEscaped() {
        assertThat(HealthJson.of("a\"b", "c\\d\ne\u0001\u2028\ud800é</script>"))
                .isEqualTo("{\"a\\\"b\":\"c\\\\d\\u000ae\\u0001\\u2028\\ud800é</script>\"}");
    }

    @Test
    void healthShouldAnswer200WhileHealthyOrDegradedAnd503WhenUnhealthy() {
        GivenProbe disk = GivenProbe.minor("disk", ProbeResult.healthy("Fine"));
        GivenProbe blobs = GivenProbe.vital("blob_store", ProbeResult.healthy("Fine"));
        Boards boards = Boards.withStoreAnd(disk, blobs);
        HealthEndpoint endpoint = new HealthEndpoint(boards.board);
        Answer healthy = endpoint.get("/health", "");
        assertThat(healthy.status()).isEqualTo(200);
        assertThat(healthy.contentType()).isEqualTo("application/json");
        assertThat(healthy.body())
                .startsWith("{\"status\":\"healthy\"")
                .contains("\"version\":\"" + StoreVersion.CURRENT + "\"")
                .contains("\"checked_at\":\"2025-10-28T10:30:00Z\"");

        disk.now(() -> ProbeResult.degraded("85 % full"));
        boards.check();
        assertThat(endpoint.get("/health", "").status()).isEqualTo(200);
        assertThat(endpoint.get("/health", "").body()).startsWith("{\"status\":\"degraded\"");

        blobs.now(() -> ProbeResult.unhealthy("Gone"));
        boards.check();
        assertThat(endpoint.get("/health", "").status()).isEqualTo(503);
        assertThat(endpoint.get("/health", "").body()).startsWith("{\"status\":\"unhealthy\"");
    }

    @Test
    void readinessShouldAnswerReadyOrNotReady() {
        GivenProbe blobs = GivenProbe.vital("blob_store", ProbeResult.healthy("Fine"));
        Boards boards = Boards.withStoreAnd(blobs);
        HealthEndpoint endpoint = new HealthEndpoint(boards.board);
        assertThat(endpoint.get("/health/ready", "")).isEqualTo(READY);

        blobs.now(() -> ProbeResult.unhealthy("Gone"));
        boards.check();
        assertThat(endpoint.get("/health/ready", "")).isEqualTo(NOT_READY);
    }

    @Test
    void readinessForWriteShouldAskForWrites() {
        HealthEndpoint endpoint =
                new HealthEndpoint(
                        Boards.withStoreAnd(GivenProbe.minor("disk", ProbeResult.readOnly("Full")))
                                .board);

        assertThat(endpoint.get("/health/ready", "for=write")).isEqualTo(NOT_READY);
        assertThat(endpoint.get("/health/ready", "a=b&for=write")).isEqualTo(NOT_READY);
        assertThat(endpoint.get("/health/ready", "for=read")).isEqualTo(READY);
        assertThat(endpoint.get("/health/ready", "for=")).isEqualTo(READY);
        assertThat(endpoint.get("/health/ready", "x")).isEqualTo(READY);
        assertThat(endpoint.get("/health/ready", "for=writes").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void livenessShouldNotDependOnAnyComponent(boolean draining) {
        Boards boards = Boards.of(GivenProbe.vital("blob_store", ProbeResult.unhealthy("Gone")));
        boards.draining = draining;

        assertThat(new HealthEndpoint(boards.board).get("/health/live", ""))
                .isEqualTo(new Answer(200, "application/json", "{\"status\":\"alive\"}"));
    }

    @Test
    void pathsShouldBeConfigurable() {
        HealthEndpoint endpoint = new HealthEndpoint(board(true));

        assertThat(endpoint.paths()).containsExactly("/h", "/r", "/l");
        assertThat(endpoint.requires()).isEmpty();
        assertThat(endpoint.get("/r", "").body()).isEqualTo("{\"status\":\"not_ready\"}");
        assertThat(endpoint.get("/l", "").body()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(endpoint.get("/h", "").body()).contains("\"checks\":[");
    }

    @Test
    void disabledViewShouldHaveNoPaths() {
        assertThat(new HealthEndpoint(board(false)).paths()).isEmpty();
    }

    @Test
    void versionShouldBeThatOfTheBuild() {
        assertThat(StoreVersion.CURRENT).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void statusesShouldHaveTheNamesOfTheContract() {
        assertThat(HealthStatus.values())
                .extracting(HealthStatus::label)
                .containsExactly("healthy", "degraded", "unhealthy");
    }

    private static HealthBoard board(boolean enabled) {
        return new HealthBoard(
                List.of(),
                List.of(),
                new HealthSettings(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        90,
                        50,
                        enabled,
                        "/h",
                        "/r",
                        "/l"),
                new ManualTime());
    }
}
