package io.artifactstore.metrics;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The settings and the instruments that all observers of this module share. */
@ApplicationScoped
public class Metering {

    /** The bucket label of an operation whose bucket was not found. */
    static final String NO_BUCKET = "__none__";

    /** The label of everything beyond a bound. */
    static final String OTHER = "__other__";

    private final Map<Metric, Counter> overflowed = new EnumMap<>(Metric.class);

    @Inject MetricRegistry registry;

    private MetricsSettings settings;
    private Instruments instruments;

    /** Reads the settings: an application with a bad one does not start. */
    @PostConstruct
    public void readSettings() {
        settings = MetricsSettings.from(ConfigProvider.getConfig());
        instruments = new Instruments(registry);
    }

    /** Whether anything is recorded. */
    public boolean isEnabled() {
        return settings.enabled();
    }

    /** What the operator set. */
    public MetricsSettings settings() {
        return settings;
    }

    /** Where instruments come from. */
    public Instruments instruments() {
        return instruments;
    }

    /** Counts the events of {@code metric} that its bound sent to {@value #OTHER}. */
    public synchronized Counter overflowOf(Metric metric) {
        return overflowed.computeIfAbsent(
                metric, bounded -> instruments.counter(Metric.LABEL_OVERFLOW, bounded.fullName()));
    }
}
