package io.artifactstore.tracing;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * The server span of each request to the S3 and the management API: {@code S3 <Operation>} or the
 * route's template. The operation is known only at the end, so a span starts with a provisional
 * name of equally low cardinality. Health and metrics paths get no span, and nothing below them
 * does.
 */
@ApplicationScoped
public class RequestSpans {

    static final String INSTRUMENTATION = "io.artifactstore";

    private static final String PROVISIONAL_S3 = "S3";
    private static final String PROVISIONAL_MANAGEMENT = "management";

    private Instance<OpenTelemetry> openTelemetry;

    // Null while tracing is off: decided once, at the first event.
    private Tracer tracer;
    private TextMapPropagator propagator;

    @Inject
    void setOpenTelemetry(Instance<OpenTelemetry> instance) {
        openTelemetry = instance;
    }

    @PostConstruct
    void decide() {
        if (TracingSettings.isOn()) {
            OpenTelemetry telemetry = openTelemetry.get();
            tracer = telemetry.getTracer(INSTRUMENTATION);
            propagator = telemetry.getPropagators().getTextMapPropagator();
        }
    }

    /** Whether requests get spans. */
    public boolean isOn() {
        return tracer != null;
    }

    public void open(@Observes @Priority(100) RequestStarted started) {
        if (tracer == null) {
            return;
        }
        OpenSpans.abandonAll();
        if (started.surface() == Surface.SIGNALS) {
            OpenSpans.push(started.requestId(), Span.getInvalid(), Scope.noop());
            return;
        }
        Context parent = parentOf(started);
        Span span =
                tracer.spanBuilder(provisionalName(started.surface()))
                        .setSpanKind(SpanKind.SERVER)
                        .setParent(parent)
                        .startSpan();
        // From the extracted context, not from the thread's: it also carries the client's baggage.
        OpenSpans.push(started.requestId(), span, parent.with(span).makeCurrent());
        if (span.isRecording()) {
            HttpAttributes.describe(started, span);
        }
    }

    public void end(@Observes @Priority(300) RequestEnded ended) {
        if (tracer == null) {
            return;
        }
        Span span = OpenSpans.take(ended.requestId());
        if (span == null) {
            return;
        }
        if (span.isRecording()) {
            span.updateName(
                    ended.surface() == Surface.S3
                            ? PROVISIONAL_S3 + " " + ended.endpoint()
                            : ended.endpoint());
            HttpAttributes.conclude(ended, span);
        }
        span.end();
    }

    private Context parentOf(RequestStarted started) {
        return started.propagation().isEmpty()
                ? Context.root()
                : propagator.extract(
                        Context.root(), started.propagation(), PropagationHeaders.GETTER);
    }

    private static String provisionalName(Surface surface) {
        return surface == Surface.S3 ? PROVISIONAL_S3 : PROVISIONAL_MANAGEMENT;
    }
}
