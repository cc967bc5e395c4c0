package io.artifactstore.metrics;

import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.operation.Backend;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.eclipse.microprofile.metrics.Timer;

/** Calls to the blob store and the metadata store. */
@ApplicationScoped
public class BackendMetrics implements Recorder {

    private static final int STATUSES = Status.values().length;

    @Inject Metering metering;

    private boolean enabled;
    private BoundedSeries<BlobCall, Timer> storage;
    private BoundedSeries<String, Timer> metadata;

    /** Which backend, and what it did. */
    record BlobCall(String system, String operation) {}

    /** Registers nothing yet: which operations a backend has, its events tell. */
    @PostConstruct
    public void register() {
        enabled = metering.isEnabled();
        if (!enabled) {
            return;
        }
        Instruments instruments = metering.instruments();
        storage =
                bounded(
                        Metric.STORAGE_DURATION,
                        Metric.MAX_STORAGE_TUPLES,
                        new BlobCall(Metering.OTHER, Metering.OTHER),
                        (call, status) ->
                                instruments.timer(
                                        Metric.STORAGE_DURATION,
                                        call.system(),
                                        call.operation(),
                                        Status.at(status).label()));
        metadata =
                bounded(
                        Metric.METADATA_DURATION,
                        Metric.MAX_METADATA_TUPLES,
                        Metering.OTHER,
                        (operation, status) ->
                                instruments.timer(
                                        Metric.METADATA_DURATION,
                                        operation,
                                        Status.at(status).label()));
    }

    /** Records a call. */
    public void record(@Observes @Priority(100) BackendOperationEnded ended) {
        if (!enabled) {
            return;
        }
        int status = Status.of(ended.outcome()).ordinal();
        Timer timer =
                ended.backend() == Backend.BLOB
                        ? storage.of(new BlobCall(ended.system(), ended.operation()), status)
                        : metadata.of(ended.operation(), status);
        timer.update(Duration.ofNanos(Math.max(0, ended.durationNanos())));
    }

    private <K> BoundedSeries<K, Timer> bounded(
            Metric metric, int maxTuples, K overflowKey, Create<K> create) {
        return new BoundedSeries<>(
                create,
                STATUSES,
                maxTuples,
                overflowKey,
                IntUnaryOperator.identity(),
                metering.overflowOf(metric));
    }

    /** A backend's operations are a closed list, so none of their timers has to give way. */
    private interface Create<K> extends BoundedSeries.Source<K, Timer> {

        @Override
        default void remove(K key, int variant) {
            throw new IllegalStateException("A timer of a backend operation never gives way");
        }
    }
}
