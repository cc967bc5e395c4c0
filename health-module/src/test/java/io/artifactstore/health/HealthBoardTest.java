package io.artifactstore.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthBoardTest {

    private static final ProbeResult FINE = ProbeResult.healthy("Fine");

    @Test
    void storeShouldBeHealthyAndReadyWhenAllComponentsAre() {
        HealthBoard board =
                Boards.withStoreAnd(
                                GivenProbe.vital("blob_store", FINE),
                                GivenProbe.minor("disk", FINE))
                        .board;

        assertThat(board.report().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(board.isReady()).isTrue();
        assertThat(board.isReadyForWrite()).isTrue();
        assertThat(board.find("blob_store").message()).isEqualTo("Fine");
    }

    @Test
    void storeShouldNotBeReadyWithoutAMetadataStore() {
        HealthBoard board = Boards.of(GivenProbe.vital("blob_store", FINE)).check().board;

        assertThat(board.isReady()).isFalse();
        assertThat(board.isReadyForWrite()).isFalse();
        assertThat(board.report().status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(board.find("metadata_store").message())
                .isEqualTo("No metadata store is present");
        assertThat(board.report().why()).isEqualTo("metadata_store: No metadata store is present.");
    }

    @Test
    void storeShouldBeUnhealthyAndUnreadyBeforeTheFirstCheck() {
        HealthBoard board = Boards.of(GivenProbe.vital("metadata_store", FINE)).board;

        assertThat(board.report().status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(board.isReady()).isFalse();
        assertThat(board.firstRoundIsOver()).isFalse();
        assertThat(board.find("metadata_store").message())
                .isEqualTo("The component has not been checked yet");
    }

    @Test
    void storeShouldBeUnreadyWhileAVitalComponentIsUnhealthyAndRecoverByItself() {
        GivenProbe blobs =
                GivenProbe.vital("blob_store", ProbeResult.unhealthy("Identity marker is missing"));
        Boards boards = Boards.withStoreAnd(blobs);

        assertThat(boards.board.report().status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(boards.board.isReady()).isFalse();
        assertThat(boards.board.report().why()).contains("Identity marker is missing");

        blobs.now(() -> FINE);
        boards.check();
        assertThat(boards.board.report().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(boards.board.isReady()).isTrue();
    }

    @Test
    void minorComponentShouldDegradeAtWorst() {
        HealthBoard board =
                Boards.withStoreAnd(
                                GivenProbe.minor(
                                        "otlp_exporter", ProbeResult.unhealthy("No collector")))
                        .board;

        assertThat(board.report().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(board.find("otlp_exporter").status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(board.isReady()).isTrue();
    }

    @Test
    void fullDiskShouldDegradeAndStopWritesOnly() {
        HealthBoard board =
                Boards.withStoreAnd(
                                GivenProbe.minor("disk", ProbeResult.readOnly("The disk is full")))
                        .board;

        assertThat(board.report().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(board.isReady()).isTrue();
        assertThat(board.isReadyForWrite()).isFalse();
    }

    @Test
    void drainingStoreShouldBeHealthyButNotReady() {
        Boards boards = Boards.withStoreAnd();

        boards.draining = true;
        assertThat(boards.board.isReady()).isFalse();
        assertThat(boards.board.isReadyForWrite()).isFalse();
        assertThat(boards.board.report().status()).isEqualTo(HealthStatus.HEALTHY);

        boards.draining = false;
        assertThat(boards.board.isReady()).isTrue();
    }

    @Test
    void storeShouldNotBeReadyWhenTheDrainCannotBeAsked() {
        Boards boards = Boards.withStoreAnd();
        HealthBoard board =
                new HealthBoard(
                        boards.checks,
                        List.of(
                                () -> {
                                    throw new IllegalStateException("no data folder");
                                }),
                        Boards.DEFAULTS,
                        boards.time);

        assertThat(board.isReady()).isFalse();
        assertThat(board.report().drain()).isEqualTo(DrainState.UNKNOWN);
    }

    @Test
    void throwingCheckShouldBeUnhealthyWithoutTellingWhatItThrew() {
        GivenProbe blobs = GivenProbe.vital("blob_store", FINE);
        blobs.now(
                () -> {
                    throw new IOException("/var/secret/path");
                });
        Boards boards = Boards.withStoreAnd(blobs);
        assertThat(boards.reading("blob_store").status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(boards.reading("blob_store").message())
                .isEqualTo("The check failed with IOException");
        assertThat(boards.reading("blob_store").fault()).hasMessage("/var/secret/path");
        assertThat(boards.board.isReady()).isFalse();

        blobs.now(
                () -> {
                    throw new StackOverflowError();
                });
        boards.check();
        assertThat(boards.reading("blob_store").message())
                .isEqualTo("The check failed with StackOverflowError");
        assertThat(boards.board.isReady()).isFalse();

        blobs.now(() -> null);
        boards.check();
        assertThat(boards.reading("blob_store").status()).isEqualTo(HealthStatus.UNHEALTHY);
    }

    @Test
    void throwingMinorCheckShouldDegradeAndStopNothing() {
        Boards boards =
                Boards.withStoreAnd(
                        GivenProbe.minor("plug_in", FINE)
                                .now(
                                        () -> {
                                            throw new IllegalStateException();
                                        }));

        assertThat(boards.board.report().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(boards.board.isReady()).isTrue();
        assertThat(boards.board.isReadyForWrite()).isTrue();
    }

    @Test
    void staleResultShouldNotCount() {
        Boards boards = Boards.withStoreAnd(GivenProbe.minor("disk", FINE));

        boards.time.pass(Duration.ofSeconds(35));
        assertThat(boards.board.isReady()).isTrue();
        assertThat(boards.reading("metadata_store").age()).isEqualTo(Duration.ofSeconds(35));

        boards.time.pass(Duration.ofNanos(1));
        assertThat(boards.reading("metadata_store").status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(boards.reading("metadata_store").message())
                .isEqualTo("The last check is too long ago");
        assertThat(boards.reading("disk").status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(boards.board.isReady()).isFalse();

        boards.check();
        assertThat(boards.board.isReady()).isTrue();
    }

    @Test
    void askingShouldNotRunAnyCheck() {
        GivenProbe blobs = GivenProbe.vital("blob_store", FINE);
        Boards boards = Boards.withStoreAnd(blobs);

        for (int i = 0; i < 100; i++) {
            boards.board.report().status();
            boards.board.isReadyForWrite();
        }
        assertThat(blobs.calls).hasValue(1);
    }

    @Test
    void gaugesShouldSayWhatTheBoardSays() {
        GivenProbe disk = GivenProbe.minor("disk", ProbeResult.readOnly("The disk is full"));
        Boards boards = Boards.withStoreAnd(disk, GivenProbe.vital("blob_store", FINE));
        boards.time.pass(Duration.ofMillis(1500));
        HealthGauges gauges = new HealthGauges(boards.board);

        assertThat(gauges.gauges())
                .extracting(
                        gauge -> gauge.name() + gauge.labels(),
                        gauge -> gauge.value().getAsDouble())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("artifact_store_ready{}", 1.0),
                        org.assertj.core.groups.Tuple.tuple(
                                "artifact_store_ready_for_write{}", 0.0),
                        status("metadata_store", 2),
                        age("metadata_store", 1.5),
                        status("disk", 1),
                        age("disk", 1.5),
                        status("blob_store", 2),
                        age("blob_store", 1.5));

        boards.time.pass(Duration.ofMinutes(1));
        assertThat(boards.board.statusOf("blob_store")).isZero();
        assertThat(boards.board.statusOf("unheard_of")).isZero();
        assertThat(boards.board.ageOf("unheard_of")).isNaN();
    }

    private static org.assertj.core.groups.Tuple status(String component, double value) {
        return org.assertj.core.groups.Tuple.tuple(
                "health_component_status{component=" + component + "}", value);
    }

    private static org.assertj.core.groups.Tuple age(String component, double value) {
        return org.assertj.core.groups.Tuple.tuple(
                "health_check_age_seconds{component=" + component + "}", value);
    }
}
