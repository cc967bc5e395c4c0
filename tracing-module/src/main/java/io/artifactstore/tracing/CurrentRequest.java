package io.artifactstore.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/**
 * What the thread is working on, for log lines and flight recordings: the request's id, and the ids
 * of trace and span. The values are asked for when a line is written, so a request that logs
 * nothing pays for one thread-local write.
 */
final class CurrentRequest {

    private static final ThreadLocal<CurrentRequest> OF_THREAD = new ThreadLocal<>();

    private final String requestId;
    private final String callerTraceId;

    private CurrentRequest(String requestId, String callerTraceId) {
        this.requestId = requestId;
        this.callerTraceId = callerTraceId;
    }

    /**
     * @param callerTraceId the trace id that the caller sent, or null: stands in while tracing is
     *     off, so that our lines can be found from the caller's trace
     */
    static void begin(String requestId, String callerTraceId) {
        OF_THREAD.set(new CurrentRequest(requestId, callerTraceId));
    }

    static void end() {
        OF_THREAD.remove();
    }

    /** The request's id, or null outside of one. */
    static String requestId() {
        CurrentRequest current = OF_THREAD.get();
        return current == null ? null : current.requestId;
    }

    /** The current span's trace, else the caller's, else null. */
    static String traceId() {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return span.getTraceId();
        }
        CurrentRequest current = OF_THREAD.get();
        return current == null ? null : current.callerTraceId;
    }

    /** The current span's id, or null. */
    static String spanId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getSpanId() : null;
    }
}
