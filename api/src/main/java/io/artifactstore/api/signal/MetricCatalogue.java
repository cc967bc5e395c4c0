package io.artifactstore.api.signal;

import java.util.List;

/** Every metric this store can show, with its meaning. */
public interface MetricCatalogue {

    List<Entry> entries();

    /**
     * @param name the full Prometheus name
     * @param kind {@code counter}, {@code gauge} or {@code histogram}
     * @param unit {@code seconds}, {@code bytes}, or an empty string
     * @param labels the label names, without {@code mp_scope}
     * @param maxSeries the most label combinations there can be
     * @param meaning one sentence
     */
    record Entry(
            String name,
            String kind,
            String unit,
            List<String> labels,
            int maxSeries,
            String meaning) {}
}
