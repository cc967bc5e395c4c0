package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.AdmissionRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TelemetryMetricsTest {

    @Test
    void observerFailureShouldBeCountedByModule() {
        try (RunningMetrics metrics = RunningMetrics.start(Map.of(), FailingObserver.class)) {
            metrics.fire(new AdmissionRefused("r"));
            metrics.fire(new AdmissionRefused("r"));
            metrics.fire(Events.ended(Surface.S3, "GET", "GetObject", 200));

            String name = "telemetry_observer_failures_total";
            // The observer's package is this module's.
            assertThat(metrics.value(name, "module", "metrics")).isEqualTo(2);
            assertThat(metrics.sum(name)).isEqualTo(2);

            metrics.fire(new AdmissionRefused("r"));
            metrics.scrape();
            assertThat(metrics.value(name, "module", "metrics"))
                    .as("published by the scrape, without any request")
                    .isEqualTo(3);
        }
    }

    @Test
    void moduleShouldBePluginWhenThePackageIsNotTheStores() {
        assertThat(ObserverModule.ofPackage("io.artifactstore.tracing"))
                .isEqualTo(ObserverModule.TRACING);
        assertThat(ObserverModule.ofPackage("io.artifactstore.store.sqlite"))
                .isEqualTo(ObserverModule.STORE);
        assertThat(ObserverModule.ofPackage("io.artifactstore.nothing"))
                .isEqualTo(ObserverModule.PLUGIN);
        assertThat(ObserverModule.ofPackage("com.example")).isEqualTo(ObserverModule.PLUGIN);
    }

    @Test
    void seriesShouldBeWhatIsExported() {
        try (RunningMetrics metrics = RunningMetrics.start()) {
            List<Sample> scrape = metrics.scrape();
            double said =
                    scrape.stream()
                            .filter(sample -> sample.is("metrics_series"))
                            .mapToDouble(Sample::value)
                            .sum();

            assertThat(said).isEqualTo(scrape.size());
        }
    }

    @Test
    void infoShouldSayWhatIsRunning() {
        try (RunningMetrics metrics = RunningMetrics.start()) {
            Map<String, String> labels =
                    metrics.scrape().stream()
                            .filter(sample -> sample.is("artifact_store_info"))
                            .collect(Collectors.toList())
                            .get(0)
                            .labels();

            assertThat(metrics.value("artifact_store_info")).isEqualTo(1);
            assertThat(labels.get("version")).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(labels.get("commit")).isNotEmpty().doesNotContain("$");
            assertThat(labels.get("java")).isEqualTo(Runtime.version().toString());
            assertThat(labels.get("liberty")).isEqualTo("unknown");
        }
    }

    @Test
    void startTimeShouldBeInSeconds() {
        double now = System.currentTimeMillis() / 1_000.0;
        try (RunningMetrics metrics = RunningMetrics.start()) {
            assertThat(metrics.value("artifact_store_start_time_seconds"))
                    .isCloseTo(now, within(60.0));
        }
    }

    /** What a broken plug-in does. */
    @ApplicationScoped
    static class FailingObserver {

        void fail(@Observes AdmissionRefused refusal) {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
