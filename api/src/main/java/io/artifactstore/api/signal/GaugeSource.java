package io.artifactstore.api.signal;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * A module's state that metrics show as gauges. Beans that implement it are found once, at start,
 * by the metrics module. The suppliers are called at each scrape: they read a number that is
 * already in memory and touch nothing else.
 */
public interface GaugeSource {

    List<Gauge> gauges();

    /**
     * @param name the full Prometheus name, unit included
     * @param help one sentence
     * @param labels a fixed set; may be empty
     */
    record Gauge(String name, String help, Map<String, String> labels, DoubleSupplier value) {}
}
