package io.artifactstore.bench;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.operation.RunningArtifactOperation;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.proxy.WeldClientProxy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What announcing an operation costs, from the event to the counter: the store's guarded bus
 * against CDI's own {@link Event#fire}, with as many observers as metrics, audit and tracing have.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBenchmark {

    /** How many observers listen. */
    @Param({"0", "1", "3"})
    public int observers;

    private WeldContainer container;
    private EventBus bus;
    private EventBus bareBus;
    private Operations operations;
    private Event<Object> cdi;
    private ArtifactOperationEnded ended;

    @Setup
    public void start() {
        List<Class<?>> all = List.of(First.class, Second.class, Third.class);
        container =
                new Weld()
                        .disableDiscovery()
                        .addBeanClasses(EventBus.class, Operations.class)
                        .addBeanClasses(all.subList(0, observers).toArray(Class<?>[]::new))
                        .initialize();
        bus = container.select(EventBus.class).get();
        bareBus = (EventBus) ((WeldClientProxy) bus).getMetadata().getContextualInstance();
        operations = container.select(Operations.class).get();
        cdi = container.getBeanManager().getEvent();
        ended =
                new ArtifactOperationEnded(
                        1,
                        ArtifactOperation.DOWNLOAD,
                        "libs",
                        true,
                        "org/a.jar",
                        ArtifactType.JAR,
                        4096,
                        1_000_000,
                        Outcome.SUCCESS,
                        List.of(),
                        Map.of());
    }

    @TearDown
    public void stop() {
        container.close();
    }

    @Benchmark
    public void cdiEventFire() {
        cdi.fire(ended);
    }

    @Benchmark
    public void busFire() {
        bus.fire(ended);
    }

    /** As {@link #busFire}, past the client proxy that injection puts before the bus. */
    @Benchmark
    public void busFireWithoutProxy() {
        bareBus.fire(ended);
    }

    /** Both events of an operation, and the making of them. */
    @Benchmark
    public long operation() {
        try (RunningArtifactOperation download =
                operations.begin(ArtifactOperation.DOWNLOAD, "libs", "org/a.jar")) {
            download.bucketFound();
            download.type(ArtifactType.JAR);
            download.bytes(4096);
            download.succeed();
            return download.id();
        }
    }

    /** Counts as a metric does, without a registry. */
    public abstract static class Counting {
        private final LongAdder count = new LongAdder();

        void record(ArtifactOperationEnded event) {
            count.add(event.bytes());
        }
    }

    @ApplicationScoped
    public static class First extends Counting {
        public void observe(@Observes @Priority(100) ArtifactOperationEnded event) {
            record(event);
        }
    }

    @ApplicationScoped
    public static class Second extends Counting {
        public void observe(@Observes @Priority(200) ArtifactOperationEnded event) {
            record(event);
        }
    }

    @ApplicationScoped
    public static class Third extends Counting {
        public void observe(@Observes @Priority(300) ArtifactOperationEnded event) {
            record(event);
        }
    }
}
