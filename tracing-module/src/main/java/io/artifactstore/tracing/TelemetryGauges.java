package io.artifactstore.tracing;

import io.artifactstore.api.signal.GaugeSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What became of spans, since the start of the process. All zero while tracing is off. */
@ApplicationScoped
public class TelemetryGauges implements GaugeSource {

    @Override
    public List<Gauge> gauges() {
        SpanCounts counts = SpanPipeline.OF_APPLICATION.counts();
        return List.of(
                gauge(
                        "telemetry_spans_exported",
                        "Spans that the collector has accepted.",
                        counts::exported),
                gauge(
                        "telemetry_spans_failed",
                        "Spans whose export failed: no collector listened or it refused them.",
                        counts::failed),
                gauge(
                        "telemetry_spans_dropped",
                        "Spans given up because too many were waiting for their export.",
                        counts::dropped),
                gauge(
                        "telemetry_spans_pending",
                        "Spans that wait for their export.",
                        counts::pending));
    }

    private static Gauge gauge(String name, String help, DoubleSupplier value) {
        return new Gauge(name, help, Map.of(), value);
    }
}
