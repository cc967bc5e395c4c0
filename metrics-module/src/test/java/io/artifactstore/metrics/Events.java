package io.artifactstore.metrics;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import io.artifactstore.api.event.SupplyChainOperationEnded;
import java.util.List;
import java.util.Map;

/** Events with the facts that a test is about; the rest is filled in. */
final class Events {

    static final Outcome FAILURE = new Outcome.Failure("InternalError", "java.io.IOException");
    static final Outcome REJECTED = new Outcome.Rejected("AccessDenied");
    static final long MILLISECOND = 1_000_000;

    private Events() {}

    static ArtifactOperationEnded ended(
            ArtifactOperation operation, String bucket, ArtifactType type, Outcome outcome) {
        return ended(operation, bucket, type, 0, MILLISECOND, outcome);
    }

    static ArtifactOperationEnded ended(
            ArtifactOperation operation,
            String bucket,
            ArtifactType type,
            long bytes,
            long durationNanos,
            Outcome outcome) {
        return new ArtifactOperationEnded(
                1,
                operation,
                bucket,
                true,
                "key",
                type,
                bytes,
                durationNanos,
                outcome,
                List.of(),
                Map.of());
    }

    static ArtifactOperationEnded endedWithoutBucket(
            ArtifactOperation operation, String bucket, ArtifactType type, Outcome outcome) {
        return new ArtifactOperationEnded(
                1,
                operation,
                bucket,
                false,
                "key",
                type,
                0,
                MILLISECOND,
                outcome,
                List.of(),
                Map.of());
    }

    static ArtifactOperationEnded deleted(
            String bucket, Outcome outcome, ArtifactOperationEnded.KeyOutcome... keys) {
        return new ArtifactOperationEnded(
                1,
                ArtifactOperation.DELETE,
                bucket,
                true,
                "",
                ArtifactType.OTHER,
                0,
                MILLISECOND,
                outcome,
                List.of(keys),
                Map.of());
    }

    static SupplyChainOperationEnded ended(
            SupplyChainOperation operation, String kind, Outcome outcome) {
        return new SupplyChainOperationEnded(
                1, operation, "bucket/key", kind, MILLISECOND, outcome, Map.of());
    }

    static RequestStarted started(Surface surface) {
        return new RequestStarted(
                "r", surface, "GET", "http", "/", "", "host", "", "127.0.0.1", Map.of());
    }

    static RequestEnded ended(Surface surface, String method, String endpoint, int status) {
        return ended(surface, method, endpoint, status, "curl/8.5.0");
    }

    static RequestEnded ended(
            Surface surface, String method, String endpoint, int status, String userAgent) {
        return new RequestEnded(
                "r",
                surface,
                method,
                endpoint,
                "",
                false,
                status,
                10,
                2_000,
                3 * MILLISECOND,
                4 * MILLISECOND,
                userAgent,
                "",
                "");
    }
}
