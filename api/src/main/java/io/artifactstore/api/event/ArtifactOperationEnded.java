package io.artifactstore.api.event;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import java.util.List;
import java.util.Map;

/**
 * An artifact operation has ended, with its last byte sent or its failure known.
 *
 * <pre>{@code
 * public void record(@Observes @Priority(100) ArtifactOperationEnded ended) { ... }
 * }</pre>
 *
 * Equations: each {@link ArtifactOperationStarted} has exactly one of these; the operations that
 * create artifacts ({@link ArtifactOperation#createsArtifact()}) and ended here with a status add
 * up to the upload attempts of that status.
 *
 * @param bucket the bucket as the client named it
 * @param bucketFound whether that bucket exists; only then may its name become a metric label
 * @param type the artifact's type, {@code OTHER} where it is not known
 * @param bytes bytes of the object stored or sent (decoded); 0 where none were
 * @param durationNanos from the first byte of the request to the last byte of the answer
 * @param outcome how it ended
 * @param keys for a delete: one entry per key that the client asked to delete; empty for all others
 * @param attributes further facts for spans and logs: strings and longs
 */
public record ArtifactOperationEnded(
        long operationId,
        ArtifactOperation operation,
        String bucket,
        boolean bucketFound,
        String key,
        ArtifactType type,
        long bytes,
        long durationNanos,
        Outcome outcome,
        List<KeyOutcome> keys,
        Map<String, Object> attributes) {

    public ArtifactOperationEnded {
        keys = List.copyOf(keys);
        attributes = Map.copyOf(attributes);
    }

    /** What became of one key of a delete. */
    public record KeyOutcome(String key, ArtifactType type, Outcome outcome) {}
}
