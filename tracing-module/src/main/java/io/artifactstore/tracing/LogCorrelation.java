package io.artifactstore.tracing;

import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts {@code requestId}, {@code traceId} and {@code spanId} into every log line that a request's
 * thread writes, whether tracing is on or off. Liberty's JSON log would call them {@code
 * ext_requestId} and so on; the server's configuration maps the names back. It begins after the
 * span is opened and ends after all other observers of the end, so that their lines carry the ids
 * too.
 */
@ApplicationScoped
public class LogCorrelation {

    private static final String TRACEPARENT = "traceparent";

    private LogExtensions extensions = LogExtensions.NONE;

    @PostConstruct
    void register() {
        Map<String, Supplier<String>> values = new LinkedHashMap<>();
        values.put("requestId", CurrentRequest::requestId);
        values.put("traceId", CurrentRequest::traceId);
        values.put("spanId", CurrentRequest::spanId);
        extensions = LogExtensions.register(values);
    }

    @PreDestroy
    void unregister() {
        extensions.close();
    }

    public void begin(@Observes @Priority(110) RequestStarted started) {
        CurrentRequest.begin(started.requestId(), callerTraceId(started.propagation()));
    }

    public void end(@Observes @Priority(Integer.MAX_VALUE) RequestEnded ended) {
        CurrentRequest.end();
    }

    private static String callerTraceId(Map<String, String> propagation) {
        if (!propagation.containsKey(TRACEPARENT)) {
            return null;
        }
        Context caller =
                W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), propagation, PropagationHeaders.GETTER);
        SpanContext span = Span.fromContext(caller).getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }
}
