package io.artifactstore.tracing;

import io.artifactstore.api.event.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;

/** Writes an outcome and an operation's own facts to its span. */
final class SpanOutcome {

    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> ERROR_CODE =
            AttributeKey.stringKey("artifactstore.error.code");
    static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");

    private static final String EXCEPTION_EVENT = "exception";

    private SpanOutcome() {}

    /**
     * Only a fault of the store makes the span an error; what the client did wrong, and that it
     * went away, is an attribute. Messages are never written: they may quote what a client sent.
     */
    static void write(Outcome outcome, AttributeKey<String> statusKey, Span span) {
        span.setAttribute(statusKey, outcome.status());
        if (!outcome.errorCode().isEmpty()) {
            span.setAttribute(ERROR_CODE, outcome.errorCode());
        }
        if (outcome instanceof Outcome.Failure failure) {
            span.setStatus(StatusCode.ERROR, failure.errorCode());
            span.setAttribute(ERROR_TYPE, failure.exceptionType());
            span.addEvent(EXCEPTION_EVENT, Attributes.of(EXCEPTION_TYPE, failure.exceptionType()));
        }
    }

    static void write(Map<String, Object> facts, Span span) {
        if (facts.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Object> fact : facts.entrySet()) {
            if (fact.getValue() instanceof Number number) {
                span.setAttribute(fact.getKey(), number.longValue());
            } else {
                span.setAttribute(fact.getKey(), SpanText.bounded(fact.getValue().toString()));
            }
        }
    }
}
