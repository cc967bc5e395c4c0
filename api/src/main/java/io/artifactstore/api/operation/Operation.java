package io.artifactstore.api.operation;

import io.artifactstore.api.event.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A running operation. Closing it announces its end exactly once, so that no code path can forget
 * it:
 *
 * <pre>{@code
 * try (Operation upload = operations.begin(ArtifactOperation.UPLOAD, bucket, key)) {
 *     ...
 *     upload.attribute("artifact.size", size);
 *     upload.succeed();
 * }   // closed without succeed(): failed, with what fail(Throwable) recorded
 * }</pre>
 *
 * Used by one thread, the one that began it.
 */
public abstract sealed class Operation implements AutoCloseable
        permits RunningArtifactOperation,
                RunningSupplyChainOperation,
                RunningAuthOperation,
                RunningBackendOperation {

    private final long id;
    private final long startNanos;
    private Map<String, Object> attributes = Map.of();
    private Outcome outcome;
    private boolean closed;

    Operation(long id, long startNanos) {
        this.id = id;
        this.startNanos = startNanos;
    }

    /** Unique in this process. */
    public final long id() {
        return id;
    }

    /** Adds a fact for spans and logs. Never a secret. */
    public final Operation attribute(String name, String value) {
        return put(name, value);
    }

    /** Adds a fact for spans and logs. */
    public final Operation attribute(String name, long value) {
        return put(name, value);
    }

    /** It was done. A later {@link #fail} still wins: sending the answer may break. */
    public final void succeed() {
        outcome = Outcome.SUCCESS;
    }

    /** It was not done, because of {@code fault}. The first fault counts. */
    public final void fail(Throwable fault) {
        if (outcome == null || outcome instanceof Outcome.Success) {
            outcome = Outcome.of(fault);
        }
    }

    /**
     * Announces the end; without {@link #succeed()} or {@link #fail} before it, that of a failure.
     * Idempotent.
     */
    @Override
    public final void close() {
        if (closed) {
            return;
        }
        closed = true;
        Outcome ended =
                outcome == null
                        ? new Outcome.Failure("InternalError", "operation not completed")
                        : outcome;
        announceEnd(System.nanoTime() - startNanos, ended, attributes);
    }

    abstract void announceEnd(long durationNanos, Outcome ended, Map<String, Object> facts);

    private Operation put(String name, Object value) {
        Objects.requireNonNull(name, "name");
        if (value != null) {
            if (attributes.isEmpty()) {
                attributes = new HashMap<>();
            }
            attributes.put(name, value);
        }
        return this;
    }
}
