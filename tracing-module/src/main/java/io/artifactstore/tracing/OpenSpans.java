package io.artifactstore.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;

/**
 * The spans that one thread has open, the innermost last. It keeps three promises whatever order
 * the events come in: every span is ended once, scopes are closed in the reverse order of their
 * opening, and a span whose end never came is ended with the one around it.
 */
final class OpenSpans {

    /** Deeper nesting than this is a leak, not a call tree: nothing more is opened. */
    static final int MAX_DEPTH = 64;

    /** Marks a span whose own end was never announced. */
    static final AttributeKey<Boolean> ABANDONED =
            AttributeKey.booleanKey("artifactstore.span.abandoned");

    private static final ThreadLocal<OpenSpans> OF_THREAD = new ThreadLocal<>();
    private static final long NO_OPERATION = -1;

    private final ArrayList<Frame> frames = new ArrayList<>(8);

    private record Frame(long operationId, String requestId, Span span, Scope scope) {}

    private OpenSpans() {}

    /** The innermost open span of this thread, or null. */
    static Span innermost() {
        OpenSpans open = OF_THREAD.get();
        return open == null ? null : open.frames.get(open.frames.size() - 1).span();
    }

    static boolean isFull() {
        OpenSpans open = OF_THREAD.get();
        return open != null && open.frames.size() >= MAX_DEPTH;
    }

    /** Whatever an earlier request has left on this pooled thread must not become a parent. */
    static void abandonAll() {
        OpenSpans open = OF_THREAD.get();
        if (open != null) {
            open.closeDownTo(0);
            OF_THREAD.remove();
        }
    }

    static void push(long operationId, Span span, Scope scope) {
        push(new Frame(operationId, null, span, scope));
    }

    static void push(String requestId, Span span, Scope scope) {
        push(new Frame(NO_OPERATION, requestId, span, scope));
    }

    /**
     * Takes the span of {@code operationId} off, its scope and all scopes within it closed.
     *
     * @return the span, for the caller to finish and end; null if this thread has none for it
     */
    static Span take(long operationId) {
        OpenSpans open = OF_THREAD.get();
        if (open == null) {
            return null;
        }
        for (int i = open.frames.size() - 1; i >= 0; i--) {
            if (open.frames.get(i).operationId() == operationId) {
                return open.takeAt(i);
            }
        }
        return null;
    }

    /** As {@link #take(long)}, for the span of a request. */
    static Span take(String requestId) {
        OpenSpans open = OF_THREAD.get();
        if (open == null) {
            return null;
        }
        for (int i = open.frames.size() - 1; i >= 0; i--) {
            if (requestId.equals(open.frames.get(i).requestId())) {
                return open.takeAt(i);
            }
        }
        return null;
    }

    private static void push(Frame frame) {
        OpenSpans open = OF_THREAD.get();
        if (open == null) {
            open = new OpenSpans();
            OF_THREAD.set(open);
        }
        open.frames.add(frame);
    }

    private Span takeAt(int index) {
        closeDownTo(index + 1);
        Frame frame = frames.remove(index);
        frame.scope().close();
        if (frames.isEmpty()) {
            // Not kept for the next request: a value on a pooled thread would outlive the
            // application and its class loader.
            OF_THREAD.remove();
        }
        return frame.span();
    }

    private void closeDownTo(int size) {
        while (frames.size() > size) {
            Frame left = frames.remove(frames.size() - 1);
            left.scope().close();
            left.span().setAttribute(ABANDONED, true);
            left.span().end();
        }
    }
}
