package io.artifactstore.api.operation;

import io.artifactstore.api.access.AuthOperation;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.event.ArtifactOperationStarted;
import io.artifactstore.api.event.AuthOperationStarted;
import io.artifactstore.api.event.BackendOperationStarted;
import io.artifactstore.api.event.SupplyChainOperationStarted;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Begins operations: each call announces the start and returns the handle whose closing announces
 * the end.
 */
@Unproxied
public class Operations {

    private final AtomicLong ids = new AtomicLong();

    @Inject EventBus events;

    /** Begins an artifact operation whose time counts from now. */
    public RunningArtifactOperation begin(ArtifactOperation operation, String bucket, String key) {
        return begin(operation, bucket, key, System.nanoTime());
    }

    /**
     * Begins an artifact operation.
     *
     * @param bucket the bucket as the client named it
     * @param key the key as the client named it, or an empty string
     * @param startNanos {@link System#nanoTime()} when the request's first byte was seen: its
     *     duration counts from there
     */
    public RunningArtifactOperation begin(
            ArtifactOperation operation, String bucket, String key, long startNanos) {
        long id = ids.incrementAndGet();
        events.fire(new ArtifactOperationStarted(id, operation, bucket, key));
        return new RunningArtifactOperation(events, id, startNanos, operation, bucket, key);
    }

    /** Begins a supply-chain operation about {@code artifactId}. */
    public RunningSupplyChainOperation begin(SupplyChainOperation operation, String artifactId) {
        long id = ids.incrementAndGet();
        events.fire(new SupplyChainOperationStarted(id, operation, artifactId));
        return new RunningSupplyChainOperation(
                events, id, System.nanoTime(), operation, artifactId);
    }

    /** Begins a question of the gate. */
    public RunningAuthOperation begin(AuthOperation operation) {
        long id = ids.incrementAndGet();
        events.fire(new AuthOperationStarted(id, operation));
        return new RunningAuthOperation(events, id, System.nanoTime(), operation);
    }

    /**
     * Begins a call to a backend.
     *
     * @param system what the backend is, for example {@code sqlite}
     * @param operation from a closed list of the implementation
     */
    public RunningBackendOperation begin(Backend backend, String system, String operation) {
        long id = ids.incrementAndGet();
        events.fire(new BackendOperationStarted(id, backend, operation));
        return new RunningBackendOperation(
                events, id, System.nanoTime(), backend, system, operation);
    }
}
