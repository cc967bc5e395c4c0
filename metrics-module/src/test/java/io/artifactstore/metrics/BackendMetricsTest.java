package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.operation.Backend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendMetricsTest {

    private final RunningMetrics metrics = RunningMetrics.start();

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void blobCallShouldBeTimedByBackendOperationAndStatus() {
        metrics.fire(ended(Backend.BLOB, "file", "commit", Outcome.SUCCESS));
        metrics.fire(ended(Backend.BLOB, "file", "commit", Events.FAILURE));

        String name = "storage_operation_duration_seconds";
        assertThat(
                        metrics.value(
                                name + "_count",
                                "backend",
                                "file",
                                "operation",
                                "commit",
                                "status",
                                "success"))
                .isEqualTo(1);
        assertThat(metrics.value(name + "_sum", "operation", "commit", "status", "failure"))
                .isEqualTo(0.03);
        assertThat(metrics.value(name + "_bucket", "status", "success", "le", "0.025")).isZero();
        assertThat(metrics.value(name + "_bucket", "status", "success", "le", "0.1")).isEqualTo(1);
        assertThat(metrics.count("metadata_operation_duration_seconds_count")).isZero();
    }

    @Test
    void metadataCallShouldBeTimedByOperationAndStatus() {
        metrics.fire(ended(Backend.METADATA, "sqlite", "put_object", Events.REJECTED));

        assertThat(
                        metrics.value(
                                "metadata_operation_duration_seconds_count",
                                "operation",
                                "put_object",
                                "status",
                                "rejected"))
                .isEqualTo(1);
    }

    @Test
    void callsShouldGoToTheOverflowWhenABackendHasTooManyOperations() {
        int operations = Metric.MAX_METADATA_TUPLES + 5;
        for (int i = 0; i < operations; i++) {
            metrics.fire(ended(Backend.METADATA, "sqlite", "operation_" + i, Outcome.SUCCESS));
        }

        assertThat(metrics.sum("metadata_operation_duration_seconds_count")).isEqualTo(operations);
        assertThat(
                        metrics.value(
                                "metadata_operation_duration_seconds_count",
                                "operation",
                                "__other__",
                                "status",
                                "success"))
                .isEqualTo(5);
    }

    private static BackendOperationEnded ended(
            Backend backend, String system, String operation, Outcome outcome) {
        return new BackendOperationEnded(
                1, backend, system, operation, 0, 30 * Events.MILLISECOND, outcome);
    }
}
