package io.artifactstore.tracing;

import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;

/** Writes {@link ArtifactOperationFlight} events. */
final class JfrOperationRecorder implements OperationRecorder {

    private final ThreadLocal<ArtifactOperationFlight> innermost = new ThreadLocal<>();

    JfrOperationRecorder() {
        // Here, so that a runtime without the Flight Recorder is found out now and not in a
        // request.
        new ArtifactOperationFlight().isEnabled();
    }

    @Override
    public void begin(ArtifactOperationStarted started) {
        ArtifactOperationFlight flight = new ArtifactOperationFlight();
        if (!flight.isEnabled()) {
            return;
        }
        ArtifactOperationFlight outer = innermost.get();
        // One that never ended hides behind at most MAX_DEPTH others and is then dropped.
        flight.outer = outer != null && outer.depth < OpenSpans.MAX_DEPTH ? outer : null;
        flight.depth = flight.outer == null ? 0 : flight.outer.depth + 1;
        flight.operationId = started.operationId();
        innermost.set(flight);
        flight.begin();
    }

    @Override
    public void commit(ArtifactOperationEnded ended) {
        ArtifactOperationFlight flight = innermost.get();
        while (flight != null && flight.operationId != ended.operationId()) {
            flight = flight.outer;
        }
        if (flight == null) {
            return;
        }
        if (flight.outer == null) {
            innermost.remove();
        } else {
            innermost.set(flight.outer);
        }
        flight.end();
        if (flight.shouldCommit()) {
            flight.operation = ended.operation().label();
            flight.bucket = ended.bucket();
            flight.type = ended.type().label();
            flight.bytes = ended.bytes();
            flight.status = ended.outcome().status();
            flight.errorCode = ended.outcome().errorCode();
            flight.requestId = CurrentRequest.requestId();
            flight.traceId = CurrentRequest.traceId();
            flight.commit();
        }
    }
}
