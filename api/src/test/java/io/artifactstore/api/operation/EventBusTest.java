package io.artifactstore.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventBusTest {

    private SeContainer container;
    private EventBus bus;
    private Heard heard;

    @BeforeEach
    void boot() {
        container =
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(EventBus.class, Heard.class, Observers.class)
                        .initialize();
        bus = container.select(EventBus.class).get();
        heard = container.select(Heard.class).get();
    }

    @AfterEach
    void shutDown() {
        container.close();
    }

    @Test
    void allObserversShouldHearItInOrderWhenOneThrows() {
        bus.fire(new Thing("x"));

        assertThat(heard.all()).containsExactly("first x", "broken x", "error x", "last x");
    }

    @Test
    void failuresShouldBeCountedWhenObserversThrow() {
        bus.fire(new Thing("x"));
        bus.fire(new Thing("y"));

        assertThat(bus.failures()).containsOnlyKeys(EventBusTest.class.getPackageName());
        LongAdder count = bus.failures().get(EventBusTest.class.getPackageName());
        assertThat(count.sum()).isEqualTo(4);
    }

    @Test
    void nothingShouldHappenWhenNobodyListens() {
        bus.fire("nobody observes a string");

        assertThat(heard.all()).isEmpty();
        assertThat(bus.failures()).isEmpty();
    }

    record Thing(String name) {}

    @ApplicationScoped
    static class Heard {
        private final List<String> all = new ArrayList<>();

        void add(String what) {
            all.add(what);
        }

        List<String> all() {
            return all;
        }
    }

    @ApplicationScoped
    static class Observers {
        void last(@Observes @Priority(400) Thing thing, Heard heard) {
            heard.add("last " + thing.name());
        }

        void broken(@Observes @Priority(200) Thing thing, Heard heard) {
            heard.add("broken " + thing.name());
            throw new IllegalStateException("broken");
        }

        void error(@Observes @Priority(300) Thing thing, Heard heard) {
            heard.add("error " + thing.name());
            throw new NoClassDefFoundError("broken plug-in");
        }

        void first(@Observes @Priority(100) Thing thing, Heard heard) {
            heard.add("first " + thing.name());
        }

        void async(@ObservesAsync Thing thing, Heard heard) {
            heard.add("async " + thing.name());
        }
    }
}
