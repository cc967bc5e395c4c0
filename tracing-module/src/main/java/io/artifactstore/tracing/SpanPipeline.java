package io.artifactstore.tracing;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The way of finished spans out of the process, as OpenTelemetry has configured it, with our guards
 * around its parts.
 */
final class SpanPipeline {

    /**
     * The one of this application. OpenTelemetry makes its customizers by itself and the container
     * its beans, so this field is the only place where the two can meet.
     */
    static final SpanPipeline OF_APPLICATION = new SpanPipeline();

    private static final String QUEUE_SIZE = "otel.bsp.max.queue.size";
    private static final int DEFAULT_QUEUE_SIZE = 2048;
    private static final String LOGGING_EXPORTERS = "io.opentelemetry.exporter.logging.";

    private final SpanCounts counts = new SpanCounts();
    private final List<SpanProcessor> processors = new CopyOnWriteArrayList<>();
    private boolean hasSettlingExporter;

    SpanCounts counts() {
        return counts;
    }

    /** Whether spans go to a collector. */
    synchronized boolean isExporting() {
        return hasSettlingExporter;
    }

    /** Guards an exporter. Only the first that is fed in batches settles the counts. */
    synchronized SpanExporter guard(SpanExporter exporter) {
        boolean batched = !exporter.getClass().getName().startsWith(LOGGING_EXPORTERS);
        boolean settles = batched && !hasSettlingExporter;
        hasSettlingExporter |= settles;
        return new GuardedSpanExporter(exporter, settles ? counts : null);
    }

    /** Bounds a processor that queues, so that what it drops is counted. */
    SpanProcessor guard(SpanProcessor processor, ConfigProperties config) {
        SpanProcessor guarded =
                processor instanceof BatchSpanProcessor
                        ? new BoundedSpanProcessor(
                                processor, config.getInt(QUEUE_SIZE, DEFAULT_QUEUE_SIZE), counts)
                        : processor;
        processors.add(guarded);
        return guarded;
    }

    /**
     * Sends what is waiting.
     *
     * @param seconds how long to wait for that at most
     * @return whether nothing waits any longer; what could not be exported counts as failed
     */
    boolean flush(long seconds) {
        List<CompletableResultCode> results = new ArrayList<>();
        for (SpanProcessor processor : processors) {
            results.add(processor.forceFlush());
        }
        return CompletableResultCode.ofAll(results).join(seconds, TimeUnit.SECONDS).isSuccess();
    }
}
