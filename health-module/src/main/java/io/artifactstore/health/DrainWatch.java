package io.artifactstore.health;

import io.artifactstore.api.signal.Drain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Knows whether the server is draining. The answer follows at once, so it is asked for each time;
 * but it may come from a file, so at most one thread ever waits for it. The others get the last
 * answer, and after the time limit none.
 */
final class DrainWatch {

    private final List<Supplier<Drain>> drains;
    private final Duration timeout;
    private final Time time;
    private final AtomicReference<Asking> asking = new AtomicReference<>();
    private volatile DrainState last = DrainState.UNKNOWN;

    DrainWatch(List<Supplier<Drain>> drains, Duration timeout, Time time) {
        this.drains = List.copyOf(drains);
        this.timeout = timeout;
        this.time = time;
    }

    DrainState state() {
        Asking mine = new Asking(time.nanos());
        Asking other = asking.compareAndExchange(null, mine);
        if (other != null) {
            return time.nanos() - other.sinceNanos > timeout.toNanos() ? DrainState.UNKNOWN : last;
        }
        try {
            DrainState state = ask();
            last = state;
            return state;
        } finally {
            asking.set(null);
        }
    }

    private DrainState ask() {
        try {
            for (Supplier<Drain> drain : drains) {
                if (drain.get().isDraining()) {
                    return DrainState.ON;
                }
            }
            return DrainState.OFF;
        } catch (RuntimeException | Error unknown) {
            return DrainState.UNKNOWN;
        }
    }

    private record Asking(long sinceNanos) {}
}
