package io.artifactstore.metrics;

import io.artifactstore.api.signal.MetricCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Every metric there is: this module's own list, then the gauges of other modules. */
@ApplicationScoped
public class Catalogue implements MetricCatalogue {

    @Inject Metering metering;
    @Inject ContributedGauges contributed;

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(own(metering.settings().maxTuples()));
        entries.addAll(contributed.entries());
        return List.copyOf(entries);
    }

    static List<Entry> own(int maxTuples) {
        List<Entry> entries = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            entries.add(metric.entry(maxTuples));
        }
        return entries;
    }
}
