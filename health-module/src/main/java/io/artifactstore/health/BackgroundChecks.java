package io.artifactstore.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps checks running: each on a daemon thread of its own, so that one that hangs delays no other
 * and is not started again before it has returned. A thread is never interrupted: an interrupt
 * closes the file channel that it happens to use, which may be the store's.
 */
final class BackgroundChecks {

    private static final Logger LOG = Logger.getLogger(BackgroundChecks.class.getName());
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(1);

    /**
     * More often than a drain looks at its file, so that it is this thread that waits for a disk
     * that hangs, and not one that answers a probe or a scrape.
     */
    private static final Duration DRAIN_PAUSE = Duration.ofMillis(200);

    private final List<ComponentCheck> checks;
    private final HealthSettings settings;
    private final Runnable watch;
    private final Runnable askDrain;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch firstRound;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param watch called about once a second while checks run
     * @param askDrain called several times a second while checks run
     */
    BackgroundChecks(
            List<ComponentCheck> checks,
            HealthSettings settings,
            Runnable watch,
            Runnable askDrain) {
        this.checks = checks;
        this.settings = settings;
        this.watch = watch;
        this.askDrain = askDrain;
        this.firstRound = new CountDownLatch(checks.size() + 1);
    }

    /** Starts the first round and returns when it is over: at the latest after the time limit. */
    synchronized void start() {
        if (!threads.isEmpty() || isStopped()) {
            return;
        }
        for (ComponentCheck check : checks) {
            begin("health-" + check.component(), () -> keepChecking(check));
        }
        begin("health-watch", () -> keepDoing(watch, WATCH_PAUSE));
        begin("health-drain", this::keepAskingDrain);
        try {
            if (!firstRound.await(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.fine("Not every check has answered in the first round.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts no further check, and waits for those that run, at the longest for the limit. */
    synchronized void stop() {
        stopped.countDown();
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left > 0) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        try {
            thread.start();
            threads.add(thread);
        } catch (OutOfMemoryError noThread) {
            // Its component stays "not checked yet", which is down; the others still count.
            LOG.log(Level.WARNING, "The thread " + name + " could not be started.", noThread);
        }
    }

    private void keepChecking(ComponentCheck check) {
        check.run();
        firstRound.countDown();
        while (pauseFor(settings.interval())) {
            check.run();
        }
    }

    /** Its first answer belongs to the first round: until it is there the server is not ready. */
    private void keepAskingDrain() {
        doOnce(askDrain);
        firstRound.countDown();
        if (pauseFor(DRAIN_PAUSE)) {
            keepDoing(askDrain, DRAIN_PAUSE);
        }
    }

    private void keepDoing(Runnable work, Duration pause) {
        do {
            doOnce(work);
        } while (pauseFor(pause));
    }

    private static void doOnce(Runnable work) {
        try {
            work.run();
        } catch (Throwable fault) { // The next turn may work again.
            LOG.log(Level.FINE, Thread.currentThread().getName() + " failed.", fault);
        }
    }

    /** False once it is time to end. */
    private boolean pauseFor(Duration pause) {
        try {
            return !stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            // Nobody interrupts these threads but a container that ends them.
            return false;
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
