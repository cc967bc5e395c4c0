package io.artifactstore.web.http;

import io.artifactstore.api.event.AdmissionRefused;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Remembers the events of the web module in their order. */
@Singleton
public class Recorder {

    private final List<Object> events = new ArrayList<>();

    public <T> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The one event of this type. */
    public <T> T one(Class<T> type) {
        List<T> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError("Not one " + type.getSimpleName() + ": " + found);
        }
        return found.get(0);
    }

    public List<String> order() {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    public void forget() {
        events.clear();
    }

    void started(@Observes RequestStarted event) {
        events.add(event);
    }

    void ended(@Observes RequestEnded event) {
        events.add(event);
    }

    void refused(@Observes AdmissionRefused event) {
        events.add(event);
    }

    void fault(@Observes FaultOccurred event) {
        events.add(event);
    }

    void operationStarted(@Observes ArtifactOperationStarted event) {
        events.add(event);
    }

    void operationEnded(@Observes ArtifactOperationEnded event) {
        events.add(event);
    }
}
