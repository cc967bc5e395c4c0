package io.artifactstore.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Samples at most so many traces a second, with a burst of at most one second's worth. A span below
 * one of this process follows its parent, so that traces are whole; what a caller has decided is
 * honoured by {@code parentbased_rate_limited}.
 *
 * <p>Without a lock: one number holds the time up to which traces are spent, and taking one moves
 * it on by one trace's share of a second.
 */
final class RateLimitedSampler implements Sampler {

    static final double DEFAULT_TRACES_PER_SECOND = 10;
    static final double MAX_TRACES_PER_SECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000L;

    private final double tracesPerSecond;
    private final long nanosPerTrace;
    private final long burstNanos;
    private final LongSupplier nanoClock;
    private final AtomicLong spentUntil;

    /**
     * @param tracesPerSecond above 0, at most {@link #MAX_TRACES_PER_SECOND}; below 1 for one trace
     *     in several seconds
     */
    RateLimitedSampler(double tracesPerSecond, LongSupplier nanoClock) {
        if (!(tracesPerSecond > 0 && tracesPerSecond <= MAX_TRACES_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "A rate of "
                            + tracesPerSecond
                            + " traces per second is not possible: use a number above 0 and at most "
                            + (long) MAX_TRACES_PER_SECOND);
        }
        this.tracesPerSecond = tracesPerSecond;
        this.nanosPerTrace = Math.max(1, Math.round(SECOND / tracesPerSecond));
        // At least one trace must fit, or a rate below one a second would never sample.
        this.burstNanos = Math.max(SECOND, nanosPerTrace);
        this.nanoClock = nanoClock;
        this.spentUntil = new AtomicLong(nanoClock.getAsLong() - burstNanos);
    }

    @Override
    public SamplingResult shouldSample(
            Context parentContext,
            String traceId,
            String name,
            SpanKind spanKind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        SpanContext parent = Span.fromContext(parentContext).getSpanContext();
        boolean sample = parent.isValid() && !parent.isRemote() ? parent.isSampled() : takeTrace();
        return sample ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return String.format(Locale.ROOT, "RateLimited{%s/s}", tracesPerSecond);
    }

    @Override
    public String toString() {
        return getDescription();
    }

    private boolean takeTrace() {
        while (true) {
            long now = nanoClock.getAsLong();
            long spent = spentUntil.get();
            // Differences only: nanoTime may be negative and may wrap.
            long from = now - spent > burstNanos ? now - burstNanos : spent;
            long next = from + nanosPerTrace;
            if (next - now > 0) {
                return false;
            }
            if (spentUntil.compareAndSet(spent, next)) {
                return true;
            }
        }
    }
}
