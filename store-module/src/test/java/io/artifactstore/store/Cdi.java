package io.artifactstore.store;

import io.artifactstore.api.event.ArtifactDeleted;
import io.artifactstore.api.event.ArtifactUploaded;
import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.event.BucketCreated;
import io.artifactstore.api.event.BucketDeleted;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The event bus as it runs in the server, and what was heard on it. One for all tests. */
final class Cdi {

    private static final SeContainer CONTAINER =
            SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addBeanClasses(EventBus.class, Operations.class, Heard.class)
                    .initialize();

    private Cdi() {}

    static Operations operations() {
        return CONTAINER.select(Operations.class).get();
    }

    static EventBus events() {
        return CONTAINER.select(EventBus.class).get();
    }

    static Heard heard() {
        return CONTAINER.select(Heard.class).get();
    }

    /** Keeps every event of the store. */
    @ApplicationScoped
    static class Heard {
        private final Queue<Object> all = new ConcurrentLinkedQueue<>();

        void uploaded(@Observes ArtifactUploaded event) {
            all.add(event);
        }

        void deleted(@Observes ArtifactDeleted event) {
            all.add(event);
        }

        void created(@Observes BucketCreated event) {
            all.add(event);
        }

        void bucketDeleted(@Observes BucketDeleted event) {
            all.add(event);
        }

        void fault(@Observes FaultOccurred event) {
            all.add(event);
        }

        void backend(@Observes BackendOperationEnded event) {
            all.add(event);
        }

        <T> List<T> of(Class<T> type) {
            return all.stream().filter(type::isInstance).map(type::cast).toList();
        }

        void clear() {
            all.clear();
        }
    }
}
