package io.artifactstore.api.operation;

import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.event.Outcome;
import java.util.Map;

/** A running call to the metadata or the blob store. */
public final class RunningBackendOperation extends Operation {

    private final EventBus events;
    private final Backend backend;
    private final String system;
    private final String operation;
    private long bytes;

    RunningBackendOperation(
            EventBus events,
            long id,
            long startNanos,
            Backend backend,
            String system,
            String operation) {
        super(id, startNanos);
        this.events = events;
        this.backend = backend;
        this.system = system;
        this.operation = operation;
    }

    /** Bytes written or read. */
    public void bytes(long count) {
        bytes = count;
    }

    @Override
    void announceEnd(long durationNanos, Outcome ended, Map<String, Object> facts) {
        events.fire(
                new BackendOperationEnded(
                        id(), backend, system, operation, bytes, durationNanos, ended));
    }
}
