package io.artifactstore.tracing;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Silences OpenTelemetry's exporters. A collector that is away is no news for the store's log: the
 * gauges {@code telemetry_spans_failed} and {@code telemetry_spans_dropped} and the health
 * component {@code otlp_exporter} say it, without a line per minute.
 */
final class QuietExporters {

    // Held strongly: a logger that nobody holds is collected, and comes back with its default
    // level.
    private static final List<Logger> LOGGERS =
            List.of(
                    Logger.getLogger("io.opentelemetry.exporter.internal.grpc.GrpcExporter"),
                    Logger.getLogger("io.opentelemetry.exporter.internal.http.HttpExporter"),
                    Logger.getLogger("io.opentelemetry.exporter.internal"),
                    Logger.getLogger("io.opentelemetry.exporter.zipkin.ZipkinSpanExporter"),
                    Logger.getLogger("io.opentelemetry.sdk.trace.export.BatchSpanProcessor"));

    private QuietExporters() {}

    static void hush() {
        for (Logger logger : LOGGERS) {
            logger.setLevel(Level.OFF);
        }
    }
}
