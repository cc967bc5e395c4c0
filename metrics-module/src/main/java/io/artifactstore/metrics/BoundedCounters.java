package io.artifactstore.metrics;

import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.eclipse.microprofile.metrics.Counter;

/** Makes the counters of one {@link Metric} for a {@link BoundedSeries}. */
record BoundedCounters<K>(
        Instruments instruments, Metric metric, BiFunction<K, Integer, String[]> labels)
        implements BoundedSeries.Source<K, Counter> {

    /** Label values: the key first, then those of the variant. */
    static BoundedCounters<String> keyFirst(
            Instruments instruments, Metric metric, IntFunction<String[]> variantLabels) {
        return new BoundedCounters<>(
                instruments,
                metric,
                (key, variant) -> {
                    String[] rest = variantLabels.apply(variant);
                    String[] all = new String[rest.length + 1];
                    all[0] = key;
                    System.arraycopy(rest, 0, all, 1, rest.length);
                    return all;
                });
    }

    @Override
    public Counter create(K key, int variant) {
        return instruments.counter(metric, labels.apply(key, variant));
    }

    @Override
    public void remove(K key, int variant) {
        instruments.remove(metric, labels.apply(key, variant));
    }
}
