package io.artifactstore.metrics;

import io.artifactstore.api.signal.GaugeSource;
import io.artifactstore.api.signal.MetricCatalogue;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Tag;

/** The gauges that other modules contribute, found once at start. */
@ApplicationScoped
public class ContributedGauges implements Recorder {

    /** The most series that all of them together may have: part of the series budget. */
    static final int MAX_SERIES = 150;

    private static final Logger LOG = Logger.getLogger(ContributedGauges.class.getName());
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");

    @Inject Metering metering;
    @Inject @Any Instance<GaugeSource> sources;

    private final List<GaugeSource.Gauge> registered = new ArrayList<>();

    /** Registers what the sources have. A source or gauge that is not usable is logged and left. */
    @PostConstruct
    public void register() {
        if (!metering.isEnabled()) {
            return;
        }
        Set<String> own = new HashSet<>();
        for (Metric metric : Metric.values()) {
            own.add(metric.fullName());
        }
        for (GaugeSource source : sources) {
            try {
                for (GaugeSource.Gauge gauge : source.gauges()) {
                    register(own, gauge);
                }
            } catch (RuntimeException fault) {
                LOG.log(
                        Level.WARNING,
                        "The gauges of "
                                + source.getClass().getName()
                                + " are missing from the metrics until the next start.",
                        fault);
            }
        }
    }

    /** What was registered, one entry per name. */
    public List<MetricCatalogue.Entry> entries() {
        Map<String, List<GaugeSource.Gauge>> byName =
                registered.stream()
                        .collect(
                                Collectors.groupingBy(
                                        GaugeSource.Gauge::name,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return byName.values().stream().map(ContributedGauges::entry).toList();
    }

    private void register(Set<String> own, GaugeSource.Gauge gauge) {
        String defect = defectOf(own, gauge);
        if (defect != null) {
            LOG.log(
                    Level.WARNING,
                    "Gauge {0} is not shown: {1}.",
                    new Object[] {gauge.name(), defect});
            return;
        }
        Tag[] tags =
                new TreeMap<>(gauge.labels())
                        .entrySet().stream()
                                .map(label -> new Tag(label.getKey(), label.getValue()))
                                .toArray(Tag[]::new);
        metering.instruments().gauge(gauge.name(), gauge.help(), gauge.value(), tags);
        registered.add(gauge);
    }

    private String defectOf(Set<String> own, GaugeSource.Gauge gauge) {
        if (!NAME.matcher(gauge.name()).matches()) {
            return "its name must be lower case letters, digits and underscores";
        }
        if (own.contains(gauge.name())) {
            return "the metrics module has a metric of that name";
        }
        if (registered.size() >= MAX_SERIES) {
            return "modules may contribute " + MAX_SERIES + " gauges together";
        }
        for (GaugeSource.Gauge other : registered) {
            if (other.name().equals(gauge.name())) {
                if (!other.labels().keySet().equals(gauge.labels().keySet())) {
                    return "another gauge of that name has the labels " + other.labels().keySet();
                }
                if (other.labels().equals(gauge.labels())) {
                    return "it is there already";
                }
                if (!other.help().equals(gauge.help())) {
                    return "another gauge of that name has a different help text";
                }
            }
        }
        return null;
    }

    private static MetricCatalogue.Entry entry(List<GaugeSource.Gauge> sameName) {
        GaugeSource.Gauge first = sameName.get(0);
        return new MetricCatalogue.Entry(
                first.name(),
                "gauge",
                Metric.unitOf(first.name()),
                first.labels().keySet().stream().sorted().toList(),
                sameName.size(),
                first.help());
    }
}
