package io.artifactstore.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Builds every recorder, so that all series are there before the first event. */
@ApplicationScoped
public class MetricsStart {

    @Inject @Any Instance<Recorder> recorders;

    /** Idempotent. */
    public void run() {
        for (Recorder recorder : recorders) {
            recorder.start();
        }
    }
}
