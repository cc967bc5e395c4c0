package io.artifactstore.metrics;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Snapshot;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Makes instruments out of {@link Metric} constants. A registry call takes 7 to 35 µs and a lock:
 * callers keep what they get.
 *
 * <p>Names are registered in full and without a unit, because the exporter appends a unit to any
 * name that does not end with it, counters included: {@code x_bytes_total_bytes_total}.
 */
final class Instruments {

    /** Beside its buckets a histogram exports {@code _count}, {@code _sum} and {@code _max}. */
    private static final int BESIDE_BUCKETS = 3;

    private final MetricRegistry registry;
    private final AtomicInteger series = new AtomicInteger();

    Instruments(MetricRegistry registry) {
        this.registry = registry;
    }

    Counter counter(Metric metric, String... values) {
        expect(metric, Metric.Kind.COUNTER);
        Counter counter = registry.counter(metadata(metric), tags(metric, values));
        series.incrementAndGet();
        return counter;
    }

    Timer timer(Metric metric, String... values) {
        expect(metric, Metric.Kind.HISTOGRAM);
        Timer timer = registry.timer(metadata(metric), tags(metric, values));
        series.addAndGet(exported(timer.getSnapshot()));
        return timer;
    }

    Histogram histogram(Metric metric, String... values) {
        expect(metric, Metric.Kind.HISTOGRAM);
        Histogram histogram = registry.histogram(metadata(metric), tags(metric, values));
        series.addAndGet(exported(histogram.getSnapshot()));
        return histogram;
    }

    void gauge(Metric metric, DoubleSupplier value, String... values) {
        expect(metric, Metric.Kind.GAUGE);
        gauge(metric.fullName(), metric.meaning(), value, tags(metric, values));
    }

    /** A gauge of another module; the catalogue has it from the same source. */
    void gauge(String name, String help, DoubleSupplier value, Tag... tags) {
        Metadata metadata = Metadata.builder().withName(name).withDescription(help).build();
        // Never gauge(MetricID, …): it drops the tags, and the second gauge with them.
        registry.gauge(metadata, () -> read(value), tags);
        series.incrementAndGet();
    }

    /** Takes a counter off the registry; whoever still holds it counts into the void. */
    void remove(Metric metric, String... values) {
        expect(metric, Metric.Kind.COUNTER);
        if (registry.remove(new MetricID(metric.fullName(), tags(metric, values)))) {
            series.decrementAndGet();
        }
    }

    /** Series exported by what this object registered. */
    int series() {
        return series.get();
    }

    private static double read(DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (RuntimeException unknown) {
            // One gauge without a value must not cost the scrape all the others.
            return Double.NaN;
        }
    }

    private static int exported(Snapshot snapshot) {
        Snapshot.HistogramBucket[] buckets = snapshot.bucketValues();
        // Without buckets it is exported as a summary, which has no +Inf either.
        boolean addsInfinity =
                buckets.length > 0
                        && buckets[buckets.length - 1].getBucket() != Double.POSITIVE_INFINITY;
        return buckets.length + (addsInfinity ? 1 : 0) + BESIDE_BUCKETS;
    }

    private static Metadata metadata(Metric metric) {
        return Metadata.builder()
                .withName(metric.fullName())
                .withDescription(metric.meaning())
                .build();
    }

    private static Tag[] tags(Metric metric, String... values) {
        List<String> labels = metric.labels();
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(
                    metric.fullName()
                            + " has the labels "
                            + labels
                            + ", but got "
                            + values.length
                            + " values.");
        }
        Tag[] tags = new Tag[values.length];
        for (int i = 0; i < values.length; i++) {
            tags[i] = new Tag(labels.get(i), values[i]);
        }
        return tags;
    }

    private static void expect(Metric metric, Metric.Kind kind) {
        if (metric.kind() != kind) {
            throw new IllegalArgumentException(
                    metric.fullName() + " is a " + metric.kind() + ", not a " + kind + ".");
        }
    }
}
