package io.artifactstore.it.incontainer;

import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;
import io.artifactstore.api.event.RequestEnded;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A broken plug-in that even comes before the store's own observers: it must not hurt anybody. */
@ApplicationScoped
public class ThrowingObserver {

    public void onStarted(@Observes @Priority(1) ArtifactOperationStarted event) {
        throw new IllegalStateException("a broken observer");
    }

    public void onEnded(@Observes @Priority(1) ArtifactOperationEnded event) {
        throw new AssertionError("an observer broken even more");
    }

    public void onRequestEnded(@Observes @Priority(1) RequestEnded event) {
        throw new IllegalStateException("a broken observer");
    }
}
