package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.event.BucketCreated;
import io.artifactstore.api.event.BucketDeleted;
import io.artifactstore.api.event.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the artifact counters do when more buckets come than they admit. */
class ArtifactBoundTest {

    private RunningMetrics metrics;

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void totalsShouldBeExactWhenTheBoundIsReached() {
        metrics = RunningMetrics.start(Map.of(MetricsSettings.MAX_TUPLES, "3"));
        for (int i = 0; i < 10; i++) {
            metrics.fire(
                    Events.ended(
                            ArtifactOperation.UPLOAD, "b" + i, ArtifactType.JAR, Outcome.SUCCESS));
        }
        metrics.fire(
                Events.ended(ArtifactOperation.UPLOAD, "b9", ArtifactType.ZIP, Events.FAILURE));

        assertThat(metrics.sum("artifact_uploads_total")).isEqualTo(11);
        assertThat(
                        metrics.value(
                                "artifact_uploads_total",
                                "bucket",
                                "__other__",
                                "type",
                                "jar",
                                "status",
                                "success"))
                .isEqualTo(7);
        assertThat(
                        metrics.value(
                                "artifact_uploads_total",
                                "bucket",
                                "__other__",
                                "type",
                                "zip",
                                "status",
                                "failure"))
                .isEqualTo(1);
        assertThat(
                        metrics.value(
                                "metrics_label_overflow_total", "metric", "artifact_uploads_total"))
                .isEqualTo(8);
        assertThat(
                        metrics.value(
                                "metrics_label_overflow_total",
                                "metric",
                                "artifact_downloads_total"))
                .isZero();
    }

    @Test
    void deletedBucketShouldGiveWayOnlyWhenItsPlaceIsNeeded() {
        metrics = RunningMetrics.start(Map.of(MetricsSettings.MAX_TUPLES, "2"));
        upload("old");
        upload("kept");
        metrics.fire(new BucketDeleted("old"));

        assertThat(metrics.value("artifact_uploads_total", "bucket", "old")).isEqualTo(1);

        upload("new");

        assertThat(metrics.count("artifact_uploads_total", "bucket", "old")).isZero();
        assertThat(metrics.value("artifact_uploads_total", "bucket", "new")).isEqualTo(1);
        assertThat(metrics.value("artifact_uploads_total", "bucket", "kept")).isEqualTo(1);
        assertThat(metrics.count("artifact_uploads_total", "bucket", "__other__"))
                .as("nothing was folded")
                .isZero();
    }

    @Test
    void bucketShouldKeepItsPlaceWhenItIsMadeAgain() {
        metrics = RunningMetrics.start(Map.of(MetricsSettings.MAX_TUPLES, "2"));
        upload("again");
        upload("kept");
        metrics.fire(new BucketDeleted("again"));
        metrics.fire(new BucketCreated("again", "root"));
        upload("new");
        upload("again");

        assertThat(metrics.value("artifact_uploads_total", "bucket", "again")).isEqualTo(2);
        assertThat(metrics.value("artifact_uploads_total", "bucket", "__other__")).isEqualTo(1);
    }

    private void upload(String bucket) {
        metrics.fire(
                Events.ended(ArtifactOperation.UPLOAD, bucket, ArtifactType.JAR, Outcome.SUCCESS));
    }
}
