package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.event.ArtifactOperationEnded.KeyOutcome;
import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.operation.Backend;
import io.artifactstore.api.signal.MetricCatalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The budget of SERIES per instance, derived from the catalogue and held against abuse. */
class SeriesBudgetTest {

    private static final int BUDGET = 5_000;

    /** JVM and thread pool figures of the server: about 60, with room. */
    private static final int LIBERTY = 150;

    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.SUCCESS, Events.FAILURE, Events.REJECTED, Outcome.CANCELED);

    @Test
    void sumOfAllBoundsShouldBeWithinTheBudget() {
        try (RunningMetrics metrics = RunningMetrics.start()) {
            // One label combination of each histogram, so that each says how many lines it has.
            metrics.fire(backend(Backend.BLOB, "read"));
            metrics.fire(backend(Backend.METADATA, "find_object"));
            Map<String, Integer> lines = linesPerCombination(metrics.scrape());
            int sum = LIBERTY + ContributedGauges.MAX_SERIES;
            for (MetricCatalogue.Entry entry : Catalogue.own(MetricsSettings.DEFAULT_MAX_TUPLES)) {
                int each = entry.kind().equals("histogram") ? lines.get(entry.name()) : 1;
                sum += entry.maxSeries() * each;
            }

            assertThat(sum).as("with %s lines per histogram", lines).isLessThanOrEqualTo(BUDGET);
        }
    }

    @Test
    void seriesShouldStayWithinTheirBoundsWhenClientsAreHostile() {
        try (RunningMetrics metrics = RunningMetrics.start()) {
            for (int i = 0; i < 10_000; i++) {
                attack(metrics, i);
            }
            List<Sample> scrape = metrics.scrape();

            assertThat(scrape.size())
                    .isLessThanOrEqualTo(BUDGET - LIBERTY - ContributedGauges.MAX_SERIES);
            assertThat(metrics.value("metrics_series")).isEqualTo(scrape.size());
            assertThat(metrics.sum("artifact_uploads_total")).isEqualTo(10_000);
            assertThat(metrics.sum("artifact_downloads_total")).isEqualTo(10_000);
            assertThat(metrics.sum("artifact_deletes_total")).isEqualTo(20_000);
            assertThat(metrics.sum("system_requests_total")).isEqualTo(10_000);
            for (MetricCatalogue.Entry entry : Catalogue.own(MetricsSettings.DEFAULT_MAX_TUPLES)) {
                assertThat(combinations(scrape, entry))
                        .as("label combinations of " + entry.name())
                        .hasSizeLessThanOrEqualTo(entry.maxSeries());
            }
        }
    }

    private static void attack(RunningMetrics metrics, int i) {
        ArtifactType type = ArtifactType.values()[i % ArtifactType.values().length];
        Outcome outcome = OUTCOMES.get(i / 24 % 4);
        String bucket = "bucket-" + i;
        metrics.fire(Events.ended(ArtifactOperation.UPLOAD, bucket, type, 1_000, 1, outcome));
        metrics.fire(Events.ended(ArtifactOperation.DOWNLOAD, bucket, type, 1_000, 1, outcome));
        metrics.fire(
                Events.deleted(
                        bucket,
                        outcome,
                        new KeyOutcome("k" + i, type, outcome),
                        new KeyOutcome("l" + i, type, Outcome.SUCCESS)));
        metrics.fire(
                Events.endedWithoutBucket(
                        ArtifactOperation.LIST, "absent-" + i, type, Events.REJECTED));
        metrics.fire(
                Events.ended(
                        Surface.S3, "METHOD" + i, "Endpoint" + i, 200 + i % 400, "agent/" + i));
        metrics.fire(
                Events.ended(
                        SupplyChainOperation.ATTEST, "https://example.com/type/" + i, outcome));
        metrics.fire(Events.ended(SupplyChainOperation.SBOM, "format-" + i, outcome));
        metrics.fire(backend(Backend.BLOB, "operation_" + i));
        metrics.fire(backend(Backend.METADATA, "operation_" + i));
    }

    private static BackendOperationEnded backend(Backend backend, String operation) {
        return new BackendOperationEnded(1, backend, "file", operation, 0, 1, Outcome.SUCCESS);
    }

    private static Map<String, Integer> linesPerCombination(List<Sample> scrape) {
        Map<String, Set<Map<String, String>>> combinations = new HashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Sample sample : scrape) {
            String family = sample.name().replaceFirst("_(bucket|count|sum|max)$", "");
            Map<String, String> labels = new HashMap<>(sample.labels());
            labels.remove("le");
            combinations.computeIfAbsent(family, name -> new HashSet<>()).add(labels);
            lines.merge(family, 1, Integer::sum);
        }
        lines.replaceAll((family, all) -> all / combinations.get(family).size());
        return lines;
    }

    private static Set<Map<String, String>> combinations(
            List<Sample> scrape, MetricCatalogue.Entry entry) {
        String name = entry.kind().equals("histogram") ? entry.name() + "_count" : entry.name();
        Set<Map<String, String>> combinations = new HashSet<>();
        for (Sample sample : scrape) {
            if (sample.is(name)) {
                combinations.add(sample.labels());
            }
        }
        return combinations;
    }
}
