package io.artifactstore.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Hands a queueing processor no more spans than its queue holds. The queue drops by itself, but
 * tells only OpenTelemetry's own metrics, which are off here: so the bound is kept in front of it,
 * and what does not fit is counted.
 */
final class BoundedSpanProcessor implements SpanProcessor {

    private final SpanProcessor queue;
    private final int limit;
    private final SpanCounts counts;

    BoundedSpanProcessor(SpanProcessor queue, int limit, SpanCounts counts) {
        this.queue = queue;
        this.limit = limit;
        this.counts = counts;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        queue.onStart(parent, span);
    }

    @Override
    public boolean isStartRequired() {
        return queue.isStartRequired();
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // A span that is recorded but not sampled is never queued, so it takes no place either.
        if (span.getSpanContext().isSampled() && counts.accept(limit)) {
            queue.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode shutdown() {
        return queue.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return queue.forceFlush();
    }
}
