package io.artifactstore.api.operation;

import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.event.SupplyChainOperationEnded;
import java.util.Map;

/** A running supply-chain operation. */
public final class RunningSupplyChainOperation extends Operation {

    private final EventBus events;
    private final SupplyChainOperation operation;
    private final String artifactId;
    private String kind = "";

    RunningSupplyChainOperation(
            EventBus events,
            long id,
            long startNanos,
            SupplyChainOperation operation,
            String artifactId) {
        super(id, startNanos);
        this.events = events;
        this.operation = operation;
        this.artifactId = artifactId;
    }

    /** The SBOM's format or the attestation's predicate type, as the client gave it. */
    public void kind(String formatOrPredicateType) {
        kind = formatOrPredicateType;
    }

    @Override
    void announceEnd(long durationNanos, Outcome ended, Map<String, Object> facts) {
        events.fire(
                new SupplyChainOperationEnded(
                        id(), operation, artifactId, kind, durationNanos, ended, facts));
    }
}
