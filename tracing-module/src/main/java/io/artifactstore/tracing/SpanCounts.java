package io.artifactstore.tracing;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the spans that were to be exported. Equation: accepted = exported + failed +
 * pending; a dropped span was never accepted.
 */
final class SpanCounts {

    private final AtomicLong pending = new AtomicLong();
    private final LongAdder exported = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private volatile Boolean lastExportWorked;

    /**
     * Takes a place among the spans that wait for their export.
     *
     * @return false, and counts the span as dropped, if {@code limit} are waiting
     */
    boolean accept(int limit) {
        if (pending.incrementAndGet() > limit) {
            pending.decrementAndGet();
            dropped.increment();
            return false;
        }
        return true;
    }

    /** An export of {@code spans} has ended. */
    void settle(int spans, boolean worked) {
        pending.addAndGet(-spans);
        (worked ? exported : failed).add(spans);
        lastExportWorked = worked;
    }

    long pending() {
        return pending.get();
    }

    long exported() {
        return exported.sum();
    }

    long failed() {
        return failed.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    /** Null before the first export. */
    Boolean lastExportWorked() {
        return lastExportWorked;
    }
}
