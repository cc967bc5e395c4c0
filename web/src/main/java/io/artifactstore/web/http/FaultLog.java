package io.artifactstore.web.http;

import io.artifactstore.api.event.FaultOccurred;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Log lines for requests that failed by the store's fault: with the cause, which the client is
 * never told.
 *
 * <p>A defect, a failed read or write, and data that is not what was written are errors, each with
 * its stack trace. A condition that lasts (full, read-only, overloaded, away) would write one line
 * for each request that meets it, and whoever can fill the store could fill the log: of each kind
 * one line a minute is written, with the number of those that were not. The figures count them all.
 */
final class FaultLog {

    private static final Logger LOG = Logger.getLogger(FaultLog.class.getName());
    private static final long INTERVAL_NANOS = 60_000_000_000L;

    private final LongSupplier nanoTime;
    private final Map<FaultOccurred.Type, Gate> gates = new EnumMap<>(FaultOccurred.Type.class);

    FaultLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (FaultOccurred.Type type : FaultOccurred.Type.values()) {
            gates.put(type, new Gate(nanoTime.getAsLong() - INTERVAL_NANOS));
        }
    }

    void write(String requestId, FaultOccurred fault, Throwable cause) {
        String what =
                "Request "
                        + requestId
                        + " failed: "
                        + fault.component().label()
                        + " "
                        + fault.type().label()
                        + ": "
                        + cause.getMessage();
        switch (fault.type()) {
            case INTERNAL, IO, CORRUPT -> LOG.log(Level.SEVERE, what, cause);
            default -> writeSometimes(what, gates.get(fault.type()));
        }
    }

    private void writeSometimes(String what, Gate gate) {
        long now = nanoTime.getAsLong();
        long last = gate.lastWritten.get();
        if (now - last < INTERVAL_NANOS || !gate.lastWritten.compareAndSet(last, now)) {
            gate.suppressed.incrementAndGet();
            return;
        }
        long suppressed = gate.suppressed.getAndSet(0);
        LOG.warning(
                suppressed == 0
                        ? what
                        : what + " (and " + suppressed + " more of this kind before)");
    }

    private static final class Gate {
        private final AtomicLong lastWritten;
        private final AtomicLong suppressed = new AtomicLong();

        Gate(long lastWritten) {
            this.lastWritten = new AtomicLong(lastWritten);
        }
    }
}
