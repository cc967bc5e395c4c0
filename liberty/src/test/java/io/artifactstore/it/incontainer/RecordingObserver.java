package io.artifactstore.it.incontainer;

import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;
import io.artifactstore.api.event.ArtifactUploaded;
import io.artifactstore.api.event.AuthenticationAttempted;
import io.artifactstore.api.event.AuthorizationChecked;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import io.artifactstore.api.event.SupplyChainOperationEnded;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A plug-in's observer: in another module, after the store's own. */
@ApplicationScoped
public class RecordingObserver {

    private final List<Object> events = new CopyOnWriteArrayList<>();

    public void onRequestStarted(@Observes @Priority(2000) RequestStarted event) {
        events.add(event);
    }

    public void onAuthentication(@Observes @Priority(2000) AuthenticationAttempted event) {
        events.add(event);
    }

    public void onStarted(@Observes @Priority(2000) ArtifactOperationStarted event) {
        events.add(event);
    }

    public void onAuthorization(@Observes @Priority(2000) AuthorizationChecked event) {
        events.add(event);
    }

    public void onUploaded(@Observes @Priority(2000) ArtifactUploaded event) {
        events.add(event);
    }

    public void onEnded(@Observes @Priority(2000) ArtifactOperationEnded event) {
        events.add(event);
    }

    public void onSupplyChain(@Observes @Priority(2000) SupplyChainOperationEnded event) {
        events.add(event);
    }

    public void onRequestEnded(@Observes @Priority(2000) RequestEnded event) {
        events.add(event);
    }

    public List<Object> events() {
        return events;
    }
}
