package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.operation.Backend;
import io.artifactstore.api.signal.MetricCatalogue;
import io.smallrye.metrics.SharedMetricRegistries;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final RunningMetrics metrics = RunningMetrics.start();

    @BeforeEach
    void useWhatIsRegisteredAtFirstUse() {
        for (Backend backend : Backend.values()) {
            metrics.fire(
                    new BackendOperationEnded(1, backend, "x", "probe", 0, 1, Outcome.SUCCESS));
        }
    }

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void everyRegisteredNameShouldBeInTheCatalogueAndTheOtherWayRound() {
        Set<String> registered =
                SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE).getNames();
        Set<String> catalogued =
                metrics.bean(MetricCatalogue.class).entries().stream()
                        .map(MetricCatalogue.Entry::name)
                        .collect(Collectors.toSet());

        assertThat(registered).isEqualTo(new TreeSet<>(catalogued));
    }

    @Test
    void everyEntryShouldBeExportedUnderItsNameKindAndMeaning() {
        String exposition = metrics.exposition();
        for (MetricCatalogue.Entry entry : metrics.bean(MetricCatalogue.class).entries()) {
            assertThat(exposition.lines())
                    .contains("# TYPE " + entry.name() + " " + entry.kind())
                    .contains("# HELP " + entry.name() + " " + entry.meaning());
        }
    }

    @Test
    void everySeriesShouldHaveTheLabelsOfItsEntry() {
        Map<String, MetricCatalogue.Entry> byName = new TreeMap<>();
        metrics.bean(MetricCatalogue.class)
                .entries()
                .forEach(entry -> byName.put(entry.name(), entry));
        for (Sample sample : metrics.scrape()) {
            MetricCatalogue.Entry entry =
                    byName.getOrDefault(
                            sample.name(),
                            byName.get(sample.name().replaceFirst("_(bucket|count|sum|max)$", "")));
            Set<String> labels = new TreeSet<>(sample.labels().keySet());
            labels.remove("mp_scope");
            labels.remove("le");

            assertThat(labels).as(sample.name()).isEqualTo(new TreeSet<>(entry.labels()));
        }
    }

    @Test
    void noLatencyOrSizeShouldHaveClientSideQuantiles() {
        assertThat(metrics.exposition()).doesNotContain("quantile=");
    }

    @Test
    void everyHistogramShouldBeComplete() {
        for (MetricCatalogue.Entry entry : metrics.bean(MetricCatalogue.class).entries()) {
            if (entry.kind().equals("histogram")) {
                long children = metrics.count(entry.name() + "_count");
                assertThat(children).isPositive();
                assertThat(metrics.count(entry.name() + "_sum")).isEqualTo(children);
                assertThat(metrics.count(entry.name() + "_bucket", "le", "+Inf"))
                        .isEqualTo(children);
            }
        }
    }

    @Test
    void instrumentShouldBeRefusedWhenItDoesNotFitItsEntry() {
        Instruments instruments =
                new Instruments(
                        SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE));

        assertThatThrownBy(() -> instruments.counter(Metric.SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metrics_series is a GAUGE, not a COUNTER.");
        assertThatThrownBy(() -> instruments.counter(Metric.SIGNINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[status]");
    }
}
