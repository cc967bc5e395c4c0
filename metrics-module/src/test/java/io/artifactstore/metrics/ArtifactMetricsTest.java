package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.event.ArtifactOperationEnded.KeyOutcome;
import io.artifactstore.api.event.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArtifactMetricsTest {

    private RunningMetrics metrics = RunningMetrics.start();

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void countersShouldBeZeroBeforeTheFirstOperation() {
        for (String name :
                new String[] {
                    "artifact_uploads_total", "artifact_downloads_total", "artifact_deletes_total"
                }) {
            for (String status : new String[] {"success", "failure", "rejected", "canceled"}) {
                assertThat(
                                metrics.value(
                                        name,
                                        "bucket",
                                        "__none__",
                                        "type",
                                        "other",
                                        "status",
                                        status))
                        .isZero();
            }
        }
        assertThat(metrics.value("artifact_size_bytes_count", "type", "oci-layer")).isZero();
        assertThat(
                        metrics.value(
                                "artifact_operation_duration_seconds_count",
                                "operation",
                                "multipart_abort"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ArtifactOperation.class,
            names = {"UPLOAD", "COPY", "MULTIPART_COMPLETE"})
    void uploadShouldBeCountedWhenAnOperationCreatesAnArtifact(ArtifactOperation operation) {
        metrics.fire(
                Events.ended(operation, "b1", ArtifactType.JAR, 5_000, 1_000, Outcome.SUCCESS));

        assertThat(
                        metrics.value(
                                "artifact_uploads_total",
                                "bucket",
                                "b1",
                                "type",
                                "jar",
                                "status",
                                "success"))
                .isEqualTo(1);
        assertThat(metrics.value("artifact_size_bytes_count", "type", "jar")).isEqualTo(1);
        assertThat(metrics.value("artifact_size_bytes_sum", "type", "jar")).isEqualTo(5_000);
        assertThat(
                        metrics.value(
                                "artifact_operation_duration_seconds_count",
                                "operation",
                                operation.label()))
                .isEqualTo(1);
        assertThat(metrics.sum("artifact_downloads_total")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ArtifactOperation.class,
            names = {"UPLOAD", "COPY", "MULTIPART_COMPLETE"},
            mode = EnumSource.Mode.EXCLUDE)
    void uploadShouldNotBeCountedWhenAnOperationCreatesNone(ArtifactOperation operation) {
        metrics.fire(
                Events.ended(operation, "b1", ArtifactType.JAR, 5_000, 1_000, Outcome.SUCCESS));

        assertThat(metrics.sum("artifact_uploads_total")).isZero();
        assertThat(metrics.sum("artifact_size_bytes_count")).isZero();
        assertThat(metrics.sum("artifact_operation_duration_seconds_count")).isEqualTo(1);
    }

    @Test
    void uploadShouldHaveTheStatusOfItsOutcome() {
        metrics.fire(
                Events.ended(ArtifactOperation.UPLOAD, "b1", ArtifactType.WAR, Outcome.SUCCESS));
        metrics.fire(
                Events.ended(ArtifactOperation.UPLOAD, "b1", ArtifactType.WAR, Events.FAILURE));
        metrics.fire(
                Events.ended(ArtifactOperation.UPLOAD, "b1", ArtifactType.WAR, Events.REJECTED));
        metrics.fire(
                Events.ended(ArtifactOperation.UPLOAD, "b1", ArtifactType.WAR, Outcome.CANCELED));

        for (String status : new String[] {"success", "failure", "rejected", "canceled"}) {
            assertThat(metrics.value("artifact_uploads_total", "bucket", "b1", "status", status))
                    .isEqualTo(1);
        }
        assertThat(metrics.sum("artifact_uploads_total")).isEqualTo(4);
        assertThat(metrics.sum("artifact_size_bytes_count"))
                .as("only what was stored has a size")
                .isEqualTo(1);
        assertThat(
                        metrics.value(
                                "artifact_operation_duration_seconds_count", "operation", "upload"))
                .isEqualTo(4);
    }

    @Test
    void downloadShouldBeCounted() {
        metrics.fire(
                Events.ended(
                        ArtifactOperation.DOWNLOAD,
                        "b1",
                        ArtifactType.RPM,
                        700,
                        1_000,
                        Outcome.SUCCESS));

        assertThat(
                        metrics.value(
                                "artifact_downloads_total",
                                "bucket",
                                "b1",
                                "type",
                                "rpm",
                                "status",
                                "success"))
                .isEqualTo(1);
        assertThat(
                        metrics.value(
                                "artifact_operation_duration_seconds_count",
                                "operation",
                                "download"))
                .isEqualTo(1);
    }

    @Test
    void deleteShouldBeCountedPerKeyAndTimedOnce() {
        metrics.fire(
                Events.deleted(
                        "b1",
                        Outcome.SUCCESS,
                        new KeyOutcome("a.jar", ArtifactType.JAR, Outcome.SUCCESS),
                        new KeyOutcome("b.jar", ArtifactType.JAR, Outcome.SUCCESS),
                        new KeyOutcome("c.zip", ArtifactType.ZIP, Events.REJECTED)));

        assertThat(metrics.value("artifact_deletes_total", "bucket", "b1", "type", "jar"))
                .isEqualTo(2);
        assertThat(metrics.value("artifact_deletes_total", "type", "zip", "status", "rejected"))
                .isEqualTo(1);
        assertThat(
                        metrics.value(
                                "artifact_operation_duration_seconds_count", "operation", "delete"))
                .isEqualTo(1);
    }

    @Test
    void deleteShouldOnlyBeTimedWhenItNamesNoKey() {
        metrics.fire(Events.deleted("b1", Events.REJECTED));

        assertThat(metrics.sum("artifact_deletes_total")).isZero();
        assertThat(
                        metrics.value(
                                "artifact_operation_duration_seconds_count", "operation", "delete"))
                .isEqualTo(1);
    }

    @Test
    void bucketShouldBeNoneWhenItWasNotFound() {
        metrics.fire(
                Events.endedWithoutBucket(
                        ArtifactOperation.UPLOAD, "no-such", ArtifactType.JAR, Events.REJECTED));

        assertThat(
                        metrics.value(
                                "artifact_uploads_total",
                                "bucket",
                                "__none__",
                                "type",
                                "other",
                                "status",
                                "rejected"))
                .isEqualTo(1);
        assertThat(metrics.exposition()).doesNotContain("no-such");
    }

    @Test
    void bytesShouldCountInTheirDirection() {
        metrics.fire(
                Events.ended(
                        ArtifactOperation.UPLOAD, "b1", ArtifactType.JAR, 100, 1, Outcome.SUCCESS));
        metrics.fire(
                Events.ended(
                        ArtifactOperation.MULTIPART_PART,
                        "b1",
                        ArtifactType.JAR,
                        20,
                        1,
                        Outcome.SUCCESS));
        metrics.fire(
                Events.ended(
                        ArtifactOperation.MULTIPART_COMPLETE,
                        "b1",
                        ArtifactType.JAR,
                        20,
                        1,
                        Outcome.SUCCESS));
        metrics.fire(
                Events.ended(
                        ArtifactOperation.COPY, "b1", ArtifactType.JAR, 5, 1, Outcome.SUCCESS));
        metrics.fire(
                Events.ended(
                        ArtifactOperation.DOWNLOAD,
                        "b1",
                        ArtifactType.JAR,
                        7_000,
                        1,
                        Outcome.CANCELED));

        assertThat(metrics.value("artifact_bytes_received_total", "bucket", "b1")).isEqualTo(120);
        assertThat(metrics.value("artifact_bytes_sent_total", "bucket", "b1")).isEqualTo(7_000);
    }

    @Test
    void durationShouldLandInTheBucketThatHoldsIt() {
        metrics.fire(
                Events.ended(
                        ArtifactOperation.UPLOAD,
                        "b1",
                        ArtifactType.JAR,
                        1,
                        120 * Events.MILLISECOND,
                        Outcome.SUCCESS));

        String bucket = "artifact_operation_duration_seconds_bucket";
        assertThat(metrics.value(bucket, "operation", "upload", "le", "0.1")).isZero();
        assertThat(metrics.value(bucket, "operation", "upload", "le", "0.25")).isEqualTo(1);
        assertThat(metrics.value(bucket, "operation", "upload", "le", "600.0")).isEqualTo(1);
        assertThat(metrics.value(bucket, "operation", "upload", "le", "+Inf")).isEqualTo(1);
        assertThat(metrics.value("artifact_operation_duration_seconds_sum", "operation", "upload"))
                .isEqualTo(0.12);
    }

    @Test
    void sizeShouldLandInTheBucketThatHoldsIt() {
        metrics.fire(
                Events.ended(
                        ArtifactOperation.UPLOAD,
                        "b1",
                        ArtifactType.TGZ,
                        1_024,
                        1,
                        Outcome.SUCCESS));

        assertThat(metrics.value("artifact_size_bytes_bucket", "type", "tgz", "le", "1024.0"))
                .isEqualTo(1);
        assertThat(metrics.count("artifact_size_bytes_bucket", "type", "tgz"))
                .as("nine bounds from 1 KiB to 5 GiB, and +Inf")
                .isEqualTo(10);
        assertThat(metrics.value("artifact_size_bytes_bucket", "type", "tgz", "le", "5.36870912E9"))
                .isEqualTo(1);
    }

    @Test
    void nothingShouldBeRegisteredNorRecordedWhenSwitchedOff() {
        metrics.close();
        metrics = RunningMetrics.start(Map.of(MetricsSettings.ENABLED, "false"));
        upload("b1");

        assertThat(metrics.scrape()).isEmpty();
    }

    private void upload(String bucket) {
        metrics.fire(
                Events.ended(ArtifactOperation.UPLOAD, bucket, ArtifactType.JAR, Outcome.SUCCESS));
    }
}
