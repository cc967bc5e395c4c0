package io.artifactstore.api.operation;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationEnded.KeyOutcome;
import io.artifactstore.api.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running artifact operation, and the facts that only artifacts have. */
public final class RunningArtifactOperation extends Operation {

    private final EventBus events;
    private final ArtifactOperation operation;
    private final String bucket;
    private final String key;
    private boolean bucketFound;
    private ArtifactType type = ArtifactType.OTHER;
    private long bytes;
    private List<KeyOutcome> keys = List.of();

    RunningArtifactOperation(
            EventBus events,
            long id,
            long startNanos,
            ArtifactOperation operation,
            String bucket,
            String key) {
        super(id, startNanos);
        this.events = events;
        this.operation = operation;
        this.bucket = bucket;
        this.key = key;
    }

    /** The bucket exists: from now on its name may be a metric label. */
    public void bucketFound() {
        bucketFound = true;
    }

    public boolean isBucketFound() {
        return bucketFound;
    }

    public void type(ArtifactType artifactType) {
        type = artifactType;
    }

    /** Bytes of the object stored or sent (decoded). */
    public void bytes(long count) {
        bytes = count;
    }

    /** One key of a delete has its outcome. */
    public void keyEnded(String deletedKey, ArtifactType artifactType, Outcome outcome) {
        if (keys.isEmpty()) {
            keys = new ArrayList<>();
        }
        keys.add(new KeyOutcome(deletedKey, artifactType, outcome));
    }

    @Override
    void announceEnd(long durationNanos, Outcome ended, Map<String, Object> facts) {
        events.fire(
                new ArtifactOperationEnded(
                        id(),
                        operation,
                        bucket,
                        bucketFound,
                        key,
                        type,
                        bytes,
                        durationNanos,
                        ended,
                        keys,
                        facts));
    }
}
