package io.artifactstore.metrics;

import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import io.smallrye.metrics.SharedMetricRegistries;
import io.smallrye.metrics.exporters.PrometheusMetricsExporter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * The module's beans in a CDI container, with the registry and the exporter that Liberty uses. Only
 * one at a time: the registry is one per JVM.
 */
final class RunningMetrics implements AutoCloseable {

    private final Map<String, String> settings;
    private final WeldContainer container;

    private RunningMetrics(Map<String, String> settings, Class<?>... more) {
        this.settings = settings;
        settings.forEach(System::setProperty);
        container =
                new Weld()
                        .disableDiscovery()
                        .addBeanClasses(
                                RegistryProducer.class,
                                EventBus.class,
                                Operations.class,
                                Metering.class,
                                MetricsStart.class,
                                ArtifactMetrics.class,
                                SupplyChainMetrics.class,
                                AccessMetrics.class,
                                RequestMetrics.class,
                                BackendMetrics.class,
                                TelemetryMetrics.class,
                                ContributedGauges.class,
                                Catalogue.class,
                                ScrapeAlias.class)
                        .addBeanClasses(more)
                        .initialize();
    }

    static RunningMetrics start() {
        return start(Map.of());
    }

    static RunningMetrics start(Map<String, String> settings, Class<?>... moreBeans) {
        RunningMetrics running = new RunningMetrics(settings, moreBeans);
        try {
            running.bean(MetricsStart.class).run();
            return running;
        } catch (RuntimeException refused) {
            running.close();
            throw refused;
        }
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    void fire(Object event) {
        bean(EventBus.class).fire(event);
    }

    String exposition() {
        return new PrometheusMetricsExporter().exportAllScopes();
    }

    /** What the application exports. */
    List<Sample> scrape() {
        return Sample.parse(exposition()).stream()
                .filter(sample -> "application".equals(sample.labels().get("mp_scope")))
                .toList();
    }

    /** The sum over all series with this name and at least these labels. */
    double sum(String name, String... labels) {
        return scrape().stream()
                .filter(sample -> sample.is(name, labels))
                .mapToDouble(Sample::value)
                .sum();
    }

    /** The value of the only series with this name and at least these labels. */
    double value(String name, String... labels) {
        List<Sample> found = scrape().stream().filter(sample -> sample.is(name, labels)).toList();
        if (found.size() != 1) {
            throw new AssertionError("Not one series " + name + List.of(labels) + ", but " + found);
        }
        return found.get(0).value();
    }

    long count(String name, String... labels) {
        return scrape().stream().filter(sample -> sample.is(name, labels)).count();
    }

    @Override
    public void close() {
        container.close();
        settings.keySet().forEach(System::clearProperty);
        SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE)
                .removeMatching((id, metric) -> true);
    }
}
