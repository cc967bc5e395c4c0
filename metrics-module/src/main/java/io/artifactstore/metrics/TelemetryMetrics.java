package io.artifactstore.metrics;

import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.operation.EventBus;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.metrics.Counter;

/** What telemetry says about itself, and about what is running. */
@ApplicationScoped
public class TelemetryMetrics implements Recorder {

    private static final ObserverModule[] MODULES = ObserverModule.values();

    @Inject Metering metering;
    @Inject EventBus events;

    private boolean enabled;
    private Map<String, LongAdder> failures;
    private final Counter[] published = new Counter[MODULES.length];
    private final long[] publishedSoFar = new long[MODULES.length];
    private final AtomicBoolean publishing = new AtomicBoolean();

    /** Registers all series. */
    @PostConstruct
    public void register() {
        enabled = metering.isEnabled();
        if (!enabled) {
            return;
        }
        failures = events.failures();
        Instruments instruments = metering.instruments();
        for (ObserverModule module : MODULES) {
            published[module.ordinal()] =
                    instruments.counter(Metric.OBSERVER_FAILURES, module.label());
        }
        double startedAt = System.currentTimeMillis() / 1_000.0;
        instruments.gauge(Metric.START_TIME, () -> startedAt);
        BuildInfo build = BuildInfo.read();
        instruments.gauge(
                Metric.STORE_INFO,
                () -> 1,
                build.version(),
                build.commit(),
                build.java(),
                build.liberty());
        instruments.gauge(
                Metric.SERIES,
                () -> {
                    // Read at each scrape, so what failed since the last request is published too.
                    publishFailures();
                    return instruments.series();
                });
    }

    /**
     * Publishes what failed meanwhile: MicroProfile Metrics has no counter that reads a number
     * elsewhere. Costs nothing while no observer has ever failed.
     */
    public void publish(@Observes @Priority(100) RequestEnded ended) {
        if (enabled) {
            publishFailures();
        }
    }

    private void publishFailures() {
        // Whoever comes while another thread publishes leaves it to that one, and to the next.
        if (failures.isEmpty() || !publishing.compareAndSet(false, true)) {
            return;
        }
        try {
            long[] now = new long[MODULES.length];
            failures.forEach(
                    (packageName, count) ->
                            now[ObserverModule.ofPackage(packageName).ordinal()] += count.sum());
            for (int i = 0; i < now.length; i++) {
                if (now[i] > publishedSoFar[i]) {
                    published[i].inc(now[i] - publishedSoFar[i]);
                    publishedSoFar[i] = now[i];
                }
            }
        } finally {
            publishing.set(false);
        }
    }
}
