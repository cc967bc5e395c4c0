package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.signal.GaugeSource;
import io.artifactstore.api.signal.MetricCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContributedGaugesTest {

    private static final AtomicLong QUEUE = new AtomicLong();

    @Test
    void gaugeShouldShowTheNumberOfTheMoment() {
        QUEUE.set(3);
        try (RunningMetrics metrics = RunningMetrics.start(Map.of(), Good.class)) {
            assertThat(metrics.value("test_queue_length")).isEqualTo(3);
            QUEUE.set(4);
            assertThat(metrics.value("test_queue_length")).isEqualTo(4);
        }
    }

    @Test
    void gaugesShouldKeepTheirLabels() {
        try (RunningMetrics metrics = RunningMetrics.start(Map.of(), Good.class)) {
            assertThat(metrics.value("test_bytes", "kind", "free", "disk", "a")).isEqualTo(10);
            assertThat(metrics.value("test_bytes", "kind", "used", "disk", "a")).isEqualTo(20);
        }
    }

    @Test
    void catalogueShouldHaveThem() {
        try (RunningMetrics metrics = RunningMetrics.start(Map.of(), Good.class)) {
            assertThat(metrics.bean(MetricCatalogue.class).entries())
                    .contains(
                            new MetricCatalogue.Entry(
                                    "test_bytes",
                                    "gauge",
                                    "bytes",
                                    List.of("disk", "kind"),
                                    2,
                                    "Bytes."))
                    .contains(
                            new MetricCatalogue.Entry(
                                    "test_queue_length", "gauge", "", List.of(), 1, "Waiting."));
        }
    }

    @Test
    void othersShouldBeThereWhenASourceOrAGaugeIsNotUsable() {
        QUEUE.set(5);
        try (RunningMetrics metrics =
                RunningMetrics.start(Map.of(), Throwing.class, Odd.class, Good.class)) {
            assertThat(metrics.value("test_queue_length")).isEqualTo(5);
            assertThat(metrics.value("test_odd")).as("the first of its name").isEqualTo(1);
            assertThat(metrics.count("test_odd")).isEqualTo(1);
            assertThat(metrics.value("test_failing")).isNaN();
            assertThat(metrics.value("metrics_series"))
                    .as("not replaced by a contribution")
                    .isGreaterThan(100);
            assertThat(metrics.exposition()).doesNotContain("Bad Name").doesNotContain("Bad_Name");
        }
    }

    @Test
    void gaugesShouldBeBounded() {
        try (RunningMetrics metrics = RunningMetrics.start(Map.of(), Many.class)) {
            assertThat(metrics.count("test_many")).isEqualTo(ContributedGauges.MAX_SERIES);
        }
    }

    private static GaugeSource.Gauge gauge(String name, Map<String, String> labels, double value) {
        return new GaugeSource.Gauge(name, "Help.", labels, () -> value);
    }

    @ApplicationScoped
    static class Good implements GaugeSource {
        @Override
        public List<Gauge> gauges() {
            return List.of(
                    new Gauge("test_queue_length", "Waiting.", Map.of(), QUEUE::doubleValue),
                    new Gauge(
                            "test_bytes", "Bytes.", Map.of("kind", "free", "disk", "a"), () -> 10),
                    new Gauge(
                            "test_bytes", "Bytes.", Map.of("kind", "used", "disk", "a"), () -> 20));
        }
    }

    @ApplicationScoped
    static class Throwing implements GaugeSource {
        @Override
        public List<Gauge> gauges() {
            throw new IllegalStateException("broken on purpose");
        }
    }

    @ApplicationScoped
    static class Odd implements GaugeSource {
        @Override
        public List<Gauge> gauges() {
            return List.of(
                    gauge("Bad Name", Map.of(), 1),
                    gauge("metrics_series", Map.of(), 1),
                    gauge("test_odd", Map.of("a", "1"), 1),
                    gauge("test_odd", Map.of("b", "1"), 2),
                    gauge("test_odd", Map.of("a", "1"), 3),
                    new Gauge(
                            "test_failing",
                            "Help.",
                            Map.of(),
                            () -> {
                                throw new IllegalStateException("broken on purpose");
                            }));
        }
    }

    @ApplicationScoped
    static class Many implements GaugeSource {
        @Override
        public List<Gauge> gauges() {
            return IntStream.range(0, 1_000)
                    .mapToObj(i -> gauge("test_many", Map.of("i", Integer.toString(i)), i))
                    .toList();
        }
    }
}
