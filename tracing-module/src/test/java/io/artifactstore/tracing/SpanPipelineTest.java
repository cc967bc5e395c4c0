package io.artifactstore.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.signal.GaugeSource.Gauge;
import io.artifactstore.api.signal.HealthStatus;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SpanPipelineTest {

    private final SpanPipeline pipeline = new SpanPipeline();

    @Test
    void flushShouldSendWhatIsWaiting() {
        InMemorySpanExporter collector = InMemorySpanExporter.create();
        try (SdkTracerProvider provider = provider(collector, 100, Sampler.alwaysOn())) {
            spans(provider, 7);
            assertThat(collector.getFinishedSpanItems()).isEmpty();

            assertThat(pipeline.flush(10)).isTrue();

            assertThat(collector.getFinishedSpanItems()).hasSize(7);
            assertThat(pipeline.counts().exported()).isEqualTo(7);
            assertThat(pipeline.counts().pending()).isZero();
            assertThat(ExporterProbe.check(pipeline).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void failedExportShouldBeCountedAndShowInHealth() {
        try (SdkTracerProvider provider =
                provider(new Deaf(CompletableResultCode.ofFailure()), 100, Sampler.alwaysOn())) {
            spans(provider, 3);

            assertThat(pipeline.flush(10)).as("nothing waits any longer").isTrue();

            assertThat(pipeline.counts().failed()).isEqualTo(3);
            assertThat(pipeline.counts().exported()).isZero();
            assertThat(pipeline.counts().pending()).isZero();
            assertThat(ExporterProbe.check(pipeline).status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(new ExporterProbe().makesUnready()).isFalse();
        }
    }

    @Test
    void throwingExporterShouldCountAsFailed() {
        try (SdkTracerProvider provider = provider(new Deaf(null), 100, Sampler.alwaysOn())) {
            spans(provider, 3);

            pipeline.flush(10);

            assertThat(pipeline.counts().failed()).isEqualTo(3);
            assertThat(pipeline.counts().pending()).isZero();
        }
    }

    @Test
    void spansShouldBeDroppedAndCountedWhenTheQueueIsFull() {
        InMemorySpanExporter collector = InMemorySpanExporter.create();
        try (SdkTracerProvider provider = provider(collector, 10, Sampler.alwaysOn())) {
            spans(provider, 25);
            assertThat(pipeline.counts().pending()).isEqualTo(10);

            assertThat(pipeline.flush(10)).isTrue();

            assertThat(collector.getFinishedSpanItems()).hasSize(10);
            assertThat(pipeline.counts().dropped()).isEqualTo(15);
            spans(provider, 5);
            assertThat(pipeline.counts().dropped())
                    .as("the places are free again after the export")
                    .isEqualTo(15);
        }
    }

    @Test
    void unsampledSpansShouldTakeNoPlace() {
        InMemorySpanExporter collector = InMemorySpanExporter.create();
        try (SdkTracerProvider provider = provider(collector, 10, Sampler.alwaysOff())) {
            spans(provider, 25);

            assertThat(pipeline.counts().pending()).isZero();
            assertThat(pipeline.counts().dropped()).isZero();
        }
    }

    @Test
    void flushShouldGiveUpInTimeWhenTheCollectorHangs() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        SdkTracerProvider provider = provider(new Hanging(answered), 100, Sampler.alwaysOn());
        try {
            spans(provider, 1);

            assertThat(pipeline.flush(1)).isFalse();
        } finally {
            answered.countDown();
            provider.close();
        }
    }

    @Test
    void onlyTheFirstBatchedExporterShouldSettleTheCounts() {
        InMemorySpanExporter first = InMemorySpanExporter.create();
        InMemorySpanExporter second = InMemorySpanExporter.create();
        SpanExporter both = SpanExporter.composite(pipeline.guard(first), pipeline.guard(second));
        try (SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(guarded(both, 100)).build()) {
            spans(provider, 4);
            pipeline.flush(10);

            assertThat(second.getFinishedSpanItems()).hasSize(4);
            assertThat(pipeline.counts().exported()).isEqualTo(4);
            assertThat(pipeline.counts().pending()).isZero();
        }
    }

    @Test
    void processorWithoutQueueShouldStayAsItIs() {
        try (SimpleSpanProcessorHolder simple = new SimpleSpanProcessorHolder()) {
            assertThat(pipeline.guard(simple.processor, config(Map.of())))
                    .isSameAs(simple.processor);
        }
    }

    @Test
    void exporterShouldRedactWhatOtherInstrumentationRecords() {
        InMemorySpanExporter collector = InMemorySpanExporter.create();
        try (SdkTracerProvider provider = provider(collector, 100, Sampler.alwaysOn())) {
            Tracer tracer = provider.get("other");
            Span span = tracer.spanBuilder("GET").startSpan();
            span.setAttribute("url.query", "a=b&X-Amz-Signature=5ec7e7");
            span.setAttribute("url.full", "http://h/p?X-Amz-Credential=5ec7e7&c=d");
            span.setAttribute("http.target", "/p?token=5ec7e7");
            span.setAttribute("http.url", "http://h/p?versionId=1");
            span.end();
            pipeline.flush(10);

            SpanData exported = collector.getFinishedSpanItems().get(0);
            assertThat(exported.toString()).doesNotContain("5ec7e7");
            assertThat(exported.getAttributes().asMap().values())
                    .contains(
                            "a=b&X-Amz-Signature=REDACTED",
                            "http://h/p?X-Amz-Credential=REDACTED&c=d",
                            "/p?token=REDACTED",
                            "http://h/p?versionId=1");
        }
    }

    @Test
    void probeShouldBeHealthyWhenNothingIsExported() {
        assertThat(ExporterProbe.check(pipeline).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void gaugesShouldReadTheApplicationsCounts() {
        assertThat(new TelemetryGauges().gauges())
                .extracting(Gauge::name)
                .containsExactly(
                        "telemetry_spans_exported",
                        "telemetry_spans_failed",
                        "telemetry_spans_dropped",
                        "telemetry_spans_pending");
        assertThat(new TelemetryGauges().gauges())
                .allSatisfy(gauge -> assertThat(gauge.value().getAsDouble()).isZero());
    }

    @Test
    void customizerShouldBeFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(AutoConfigurationCustomizerProvider.class))
                .hasExactlyElementsOfTypes(TelemetryCustomizer.class);
    }

    @Test
    void resourceShouldNameVersionAndInstanceUnlessTheOperatorDoes() {
        Resource own = TelemetryCustomizer.describe(Resource.empty());
        assertThat(own.getAttribute(TelemetryCustomizer.SERVICE_VERSION)).matches("\\d+\\..+");
        assertThat(own.getAttribute(TelemetryCustomizer.SERVICE_INSTANCE)).isNotBlank();

        Resource given =
                Resource.builder()
                        .put(TelemetryCustomizer.SERVICE_VERSION, "9")
                        .put(TelemetryCustomizer.SERVICE_INSTANCE, "pod-1")
                        .build();
        assertThat(TelemetryCustomizer.describe(given)).isEqualTo(given);
    }

    @Test
    void resourceShouldNotTellTheCommandLine() {
        Resource process =
                Resource.builder()
                        .put("process.command_line", "java -Dpassword=5ec7e7")
                        .put("process.pid", 7)
                        .build();

        Resource described = TelemetryCustomizer.describe(process);

        assertThat(described.toString()).contains("process.pid").doesNotContain("5ec7e7");
    }

    @Test
    void exportersShouldBeSilentWhenHushed() {
        QuietExporters.hush();
        System.gc();

        assertThat(
                        Logger.getLogger("io.opentelemetry.exporter.internal.grpc.GrpcExporter")
                                .isLoggable(Level.SEVERE))
                .isFalse();
    }

    private SdkTracerProvider provider(SpanExporter collector, int queue, Sampler sampler) {
        return SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(guarded(pipeline.guard(collector), queue))
                .build();
    }

    private SpanProcessor guarded(SpanExporter exporter, int queue) {
        return pipeline.guard(
                BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofHours(1))
                        .setMaxQueueSize(queue)
                        .setMaxExportBatchSize(queue)
                        .build(),
                config(Map.of("otel.bsp.max.queue.size", Integer.toString(queue))));
    }

    private static DefaultConfigProperties config(Map<String, String> values) {
        return DefaultConfigProperties.createFromMap(values);
    }

    private static void spans(SdkTracerProvider provider, int count) {
        Tracer tracer = provider.get("test");
        for (int i = 0; i < count; i++) {
            tracer.spanBuilder("work").startSpan().end();
        }
    }

    private static final class SimpleSpanProcessorHolder implements AutoCloseable {
        private final SpanProcessor processor =
                SimpleSpanProcessor.create(InMemorySpanExporter.create());

        @Override
        public void close() {
            processor.close();
        }
    }

    /** Answers every export alike; throws where that answer is null. */
    private record Deaf(CompletableResultCode answer) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            if (answer == null) {
                throw new IllegalStateException("The collector's answer makes no sense");
            }
            return answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private record Hanging(CountDownLatch answered) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            try {
                answered.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
