package io.artifactstore.tracing;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Map;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * The module in a CDI container, with the real event bus in front of it and spans collected behind
 * it.
 */
final class TracedStore implements AutoCloseable {

    static final String REQUEST_ID = "4442587FB7D0A2F9";

    private static final Map<String, String> ON =
            Map.of(
                    "extensions.metrics.tracing.enabled", "true",
                    "otel.sdk.disabled", "false");

    // The producer below is made by the container, so it finds its SDK here.
    private static OpenTelemetrySdk sdkOfContainer;

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk;
    private final Settings settings;
    private final WeldContainer container;

    private TracedStore(Sampler sampler, Map<String, String> values, Class<?>[] plugIns) {
        settings = new Settings(values);
        sdk =
                OpenTelemetrySdk.builder()
                        .setTracerProvider(
                                SdkTracerProvider.builder()
                                        .setSampler(sampler)
                                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                                        .build())
                        .setPropagators(
                                ContextPropagators.create(
                                        TextMapPropagator.composite(
                                                W3CTraceContextPropagator.getInstance(),
                                                W3CBaggagePropagator.getInstance())))
                        .build();
        sdkOfContainer = sdk;
        container =
                new Weld()
                        .disableDiscovery()
                        .addExtension(new ExporterProbeOnlyWhileTracing())
                        .addBeanClasses(
                                EventBus.class,
                                Operations.class,
                                RequestSpans.class,
                                OperationSpans.class,
                                LogCorrelation.class,
                                FlightRecording.class,
                                ExporterProbe.class,
                                SdkProducer.class)
                        .addBeanClasses(plugIns)
                        .initialize();
    }

    /** Tracing on, every trace sampled that no caller has decided about. */
    static TracedStore on(Class<?>... plugIns) {
        return new TracedStore(Sampler.parentBased(Sampler.alwaysOn()), ON, plugIns);
    }

    static TracedStore on(Sampler sampler) {
        return new TracedStore(sampler, ON, new Class<?>[0]);
    }

    static TracedStore with(Map<String, String> settings) {
        return new TracedStore(Sampler.alwaysOn(), settings, new Class<?>[0]);
    }

    Operations operations() {
        return container.select(Operations.class).get();
    }

    void fire(Object event) {
        container.select(EventBus.class).get().fire(event);
    }

    /** How many observers have thrown so far. */
    long observerFailures() {
        return container.select(EventBus.class).get().failures().values().stream()
                .mapToLong(failures -> failures.sum())
                .sum();
    }

    boolean hasBean(Class<?> type) {
        return container.select(type).isResolvable();
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    /** The finished spans, in the order of their ends. */
    List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    SpanData span(String name) {
        List<SpanData> found =
                spans().stream().filter(span -> span.getName().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "Expected one span " + name + ", but these have ended: " + names());
        }
        return found.get(0);
    }

    List<String> names() {
        return spans().stream().map(SpanData::getName).toList();
    }

    /** A request runs {@code work} and is answered with {@code status}. */
    void request(RequestStarted started, String endpoint, int status, String fault, Runnable work) {
        fire(started);
        work.run();
        fire(ended(started, endpoint, status, fault));
    }

    void request(String endpoint, Runnable work) {
        request(get(Map.of()), endpoint, 200, "", work);
    }

    static RequestStarted get(Map<String, String> propagation) {
        return started(Surface.S3, "GET", "/libs/a.jar", "", propagation);
    }

    static RequestStarted started(
            Surface surface,
            String method,
            String path,
            String query,
            Map<String, String> propagation) {
        return new RequestStarted(
                REQUEST_ID,
                surface,
                method,
                "http",
                path,
                query,
                "store.example:9080",
                "aws-cli/2.31",
                "10.1.2.3",
                propagation);
    }

    static RequestEnded ended(RequestStarted started, String endpoint, int status, String fault) {
        return new RequestEnded(
                started.requestId(),
                started.surface(),
                started.method(),
                endpoint,
                "libs",
                true,
                status,
                11,
                22,
                1_000,
                2_000,
                started.userAgent(),
                "alice",
                fault);
    }

    @Override
    public void close() {
        container.close();
        sdk.close();
        settings.close();
    }

    @ApplicationScoped
    static class SdkProducer {
        @Produces
        @ApplicationScoped
        OpenTelemetry openTelemetry() {
            return sdkOfContainer;
        }
    }
}
