package io.artifactstore.tracing;

import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;

/** Records operations for a profiler. */
interface OperationRecorder {

    void begin(ArtifactOperationStarted started);

    void commit(ArtifactOperationEnded ended);

    /** The Java Flight Recorder, or nothing on a Java runtime without it (some OpenJ9 builds). */
    static OperationRecorder ofThisRuntime() {
        try {
            return new JfrOperationRecorder();
        } catch (LinkageError noFlightRecorder) {
            return new OperationRecorder() {
                @Override
                public void begin(ArtifactOperationStarted started) {}

                @Override
                public void commit(ArtifactOperationEnded ended) {}
            };
        }
    }
}
