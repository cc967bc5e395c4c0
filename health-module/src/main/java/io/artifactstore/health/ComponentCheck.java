package io.artifactstore.health;

import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import java.time.Duration;
import java.time.Instant;

/**
 * A probe, its last result, and whether it runs right now. One thread runs it, any number read it.
 */
final class ComponentCheck {

    private final String component;
    private final boolean makesUnready;
    private final HealthProbe probe;
    private final Duration timeout;
    private final Duration staleAfter;
    private final Time time;
    private final long createdNanos;
    private final Instant createdAt;

    private volatile Finished last;
    private volatile Running running;

    ComponentCheck(
            String component,
            boolean makesUnready,
            HealthProbe probe,
            HealthSettings settings,
            Time time) {
        this.component = component;
        this.makesUnready = makesUnready;
        this.probe = probe;
        this.timeout = settings.timeout();
        this.staleAfter = settings.staleAfter();
        this.time = time;
        this.createdNanos = time.nanos();
        this.createdAt = time.now();
    }

    String component() {
        return component;
    }

    /** Runs the check on this thread. Never throws: what the probe throws is its result. */
    void run() {
        running = new Running(time.nanos());
        ProbeResult result;
        Throwable fault = null;
        try {
            result = probe.check();
            if (result == null || result.status() == null || result.message() == null) {
                result = failed("The check gave no result");
            }
        } catch (Throwable thrown) { // An Error too: a check must not end its thread.
            fault = thrown;
            // The message of an exception may hold paths or hosts; its kind does not.
            result = failed("The check failed with " + thrown.getClass().getSimpleName());
        }
        last = new Finished(result, fault, time.nanos(), time.now());
        running = null;
    }

    /** Whether the first check has ended or has used up its time. */
    boolean firstRoundIsOver() {
        return last != null || overdue(running);
    }

    Reading reading() {
        // In this order: a check that ends in between is then seen as running with an old result,
        // not as idle with an old result.
        Finished finished = last;
        Running now = running;
        if (overdue(now)) {
            return down("The check has not answered within " + Seconds.of(timeout), finished, null);
        }
        if (finished == null) {
            return down("The component has not been checked yet", null, null);
        }
        if (age(finished).compareTo(staleAfter) > 0) {
            return down("The last check is too long ago", finished, null);
        }
        ProbeResult result = finished.result;
        HealthStatus status = result.status();
        if (status == HealthStatus.UNHEALTHY && !makesUnready) {
            status = HealthStatus.DEGRADED;
        }
        return new Reading(
                component,
                makesUnready,
                status,
                result.message(),
                result.readable(),
                result.writable(),
                finished.at,
                age(finished),
                finished.fault);
    }

    private boolean overdue(Running now) {
        return now != null && time.nanos() - now.sinceNanos > timeout.toNanos();
    }

    private Reading down(String message, Finished finished, Throwable fault) {
        ProbeResult result = failed(message);
        return new Reading(
                component,
                makesUnready,
                makesUnready ? HealthStatus.UNHEALTHY : HealthStatus.DEGRADED,
                message,
                result.readable(),
                result.writable(),
                finished == null ? createdAt : finished.at,
                finished == null ? Duration.ofNanos(time.nanos() - createdNanos) : age(finished),
                fault);
    }

    /** Nothing is known: a component that traffic depends on then stops it, any other does not. */
    private ProbeResult failed(String message) {
        return makesUnready ? ProbeResult.unhealthy(message) : ProbeResult.degraded(message);
    }

    private Duration age(Finished finished) {
        return Duration.ofNanos(time.nanos() - finished.nanos);
    }

    private record Finished(ProbeResult result, Throwable fault, long nanos, Instant at) {}

    private record Running(long sinceNanos) {}
}
