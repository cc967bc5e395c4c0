package io.artifactstore.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.signal.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class MicroProfileChecksTest {

    private final GivenProbe blobs = GivenProbe.vital("blob_store", ProbeResult.healthy("Fine"));
    private final Boards boards = Boards.withStoreAnd(blobs);
    private final MicroProfileChecks checks = new MicroProfileChecks(boards.board);

    @Test
    void storesShouldBeUpWithTheirData() {
        boards.time.pass(Duration.ofMillis(2500));

        HealthCheckResponse response = checks.metadataStore().call();

        assertThat(response.getName()).isEqualTo("metadata_store");
        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData())
                .contains(
                        Map.of(
                                "status",
                                "healthy",
                                "message",
                                "Metadata store is accessible",
                                "age_seconds",
                                "2.5"));
        assertThat(checks.blobStore().call().getStatus()).isEqualTo(Status.UP);
        assertThat(checks.artifactStore().call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void unhealthyStoreShouldBeDownAndDegradedOneUp() {
        blobs.now(() -> ProbeResult.unhealthy("Gone"));
        boards.check();
        assertThat(checks.blobStore().call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(checks.blobStore().call().getData().orElseThrow())
                .containsEntry("message", "Gone");
        assertThat(checks.metadataStore().call().getStatus()).isEqualTo(Status.UP);
        assertThat(checks.artifactStore().call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(checks.artifactStore().call().getData().orElseThrow())
                .containsEntry("blob_store", "unhealthy")
                .containsEntry("metadata_store", "healthy")
                .containsEntry("message", "blob_store: Gone.");

        blobs.now(() -> ProbeResult.readOnly("Full"));
        boards.check();
        assertThat(checks.blobStore().call().getStatus()).isEqualTo(Status.UP);
        assertThat(checks.artifactStore().call().getData().orElseThrow())
                .containsEntry("ready_for_write", "false")
                .containsEntry("status", "degraded");
    }

    @Test
    void absentMetadataStoreShouldBeDown() {
        MicroProfileChecks without = new MicroProfileChecks(Boards.of(blobs).check().board);

        assertThat(without.metadataStore().call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(without.metadataStore().call().getData().orElseThrow())
                .containsEntry("message", "No metadata store is present");
        assertThat(without.artifactStore().call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void drainShouldBeDownWhileDraining() {
        assertThat(checks.drain().call().getStatus()).isEqualTo(Status.UP);

        boards.draining = true;
        assertThat(checks.drain().call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(checks.artifactStore().call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(checks.liveness().call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void startupShouldBeUpWhenTheFirstRoundIsOver() {
        Boards fresh = Boards.of(blobs);
        HealthCheck startup = new MicroProfileChecks(fresh.board).startup();
        assertThat(startup.call().getStatus()).isEqualTo(Status.DOWN);

        fresh.check();
        assertThat(startup.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void faultShouldBeDownAndNeverEscape() {
        // Without a board, whatever needs one throws: Liberty would answer UP.
        MicroProfileChecks broken = new MicroProfileChecks(null);

        assertThat(
                        Stream.of(
                                broken.metadataStore(),
                                broken.blobStore(),
                                broken.drain(),
                                broken.artifactStore(),
                                broken.startup()))
                .allSatisfy(
                        check -> {
                            assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
                            assertThat(check.call().getData().orElseThrow())
                                    .containsEntry(
                                            "message",
                                            "The check failed with NullPointerException");
                        });
        assertThat(broken.liveness().call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void dataShouldBeStrings() {
        assertThat(
                        List.of(
                                checks.metadataStore(),
                                checks.drain(),
                                checks.artifactStore(),
                                checks.startup(),
                                checks.liveness()))
                .allSatisfy(
                        check ->
                                assertThat(check.call().getData().orElseThrow().values())
                                        .isNotEmpty()
                                        .allSatisfy(
                                                value ->
                                                        assertThat(value)
                                                                .isInstanceOf(String.class)));
    }
}
