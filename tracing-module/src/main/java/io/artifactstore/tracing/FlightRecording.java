package io.artifactstore.tracing;

import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * One Java Flight Recorder event per artifact operation. While nobody records, an operation costs
 * one look at a flag.
 */
@ApplicationScoped
public class FlightRecording {

    private final OperationRecorder recorder = OperationRecorder.ofThisRuntime();

    public void begin(@Observes @Priority(120) ArtifactOperationStarted started) {
        recorder.begin(started);
    }

    // Before the span's end, so that the trace id is still at hand.
    public void commit(@Observes @Priority(290) ArtifactOperationEnded ended) {
        recorder.commit(ended);
    }
}
