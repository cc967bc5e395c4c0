package io.artifactstore.store;

import io.artifactstore.api.signal.GaugeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The store's state in numbers that are already in memory. */
@ApplicationScoped
public class StoreGauges implements GaugeSource {

    @Inject OpenStore open;

    @Override
    public List<Gauge> gauges() {
        return of(open.store());
    }

    static List<Gauge> of(LocalStore store) {
        List<Gauge> gauges = new ArrayList<>();
        metadata(gauges, store.metadata());
        usage(gauges, store);
        disk(gauges, store);
        for (Job job : store.jobs()) {
            job(gauges, job);
        }
        return List.copyOf(gauges);
    }

    private static void metadata(List<Gauge> gauges, SqliteMetadataStore metadata) {
        add(
                gauges,
                "metadata_queue_length",
                "Mutations that wait for the committer.",
                metadata::queueLength);
        add(
                gauges,
                "metadata_batch_size",
                "Mutations in the last transaction.",
                metadata::lastBatch);
        add(
                gauges,
                "metadata_readers_in_use",
                "Connections that are reading.",
                metadata::readersInUse);
        add(
                gauges,
                "metadata_writes_stopped",
                "1 while metadata writes have stopped after an I/O error, else 0.",
                () -> metadata.hasStopped() ? 1 : 0);
    }

    private static void usage(List<Gauge> gauges, LocalStore store) {
        Figures figures = store.figures();
        add(gauges, "usage_buckets", "Buckets that exist.", () -> figures.usage().buckets());
        add(gauges, "usage_objects", "Objects that exist.", () -> figures.usage().objects());
        add(gauges, "usage_bytes", "Bytes of all objects.", () -> figures.usage().bytes());
        add(
                gauges,
                "usage_last_success_timestamp_seconds",
                "When the usage figures were last brought up to date, in seconds since the epoch.",
                store.usageRefresh()::lastSuccess);
        add(
                gauges,
                "garbage_queue_length",
                "Blobs that wait to be deleted.",
                () -> figures.usage().garbage());
    }

    private static void disk(List<Gauge> gauges, LocalStore store) {
        Figures figures = store.figures();
        add(
                gauges,
                "storage_free_bytes",
                "Free bytes on the disk of the data folder.",
                figures::freeBytes);
        add(
                gauges,
                "storage_total_bytes",
                "Size of the disk of the data folder.",
                figures::totalBytes);
        add(
                gauges,
                "storage_writes_stopped",
                "1 while blob writes have stopped after a failed flush, else 0.",
                () -> store.blobs().hasStopped() ? 1 : 0);
        add(
                gauges,
                "storage_orphans_deleted",
                "Blobs without a row deleted since the start.",
                store.collector()::orphansDeleted);
        add(
                gauges,
                "storage_garbage_deleted",
                "Blobs of replaced or deleted objects deleted since the start.",
                store.collector()::collected);
        add(
                gauges,
                "storage_undecided_blobs",
                "Blobs that may have no row and are looked at again before they are deleted.",
                store.undecided()::size);
    }

    private static void job(List<Gauge> gauges, Job job) {
        Map<String, String> label = Map.of("task", job.name());
        gauges.add(new Gauge("background_runs", "Runs since the start.", label, job::runs));
        gauges.add(
                new Gauge(
                        "background_failures",
                        "Failed runs since the start.",
                        label,
                        job::failures));
        gauges.add(
                new Gauge(
                        "background_last_success_timestamp_seconds",
                        "When it last succeeded, in seconds since the epoch; 0 before the first time.",
                        label,
                        job::lastSuccess));
    }

    private static void add(List<Gauge> gauges, String name, String help, DoubleSupplier value) {
        gauges.add(new Gauge(name, help, Map.of(), value));
    }
}
