package io.artifactstore.store;

import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.operation.EventBus;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Something that is done again and again in the background; a failure is announced and counted. */
final class Job implements Runnable {

    /** The work of a job. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(Job.class.getName());

    private final String name;
    private final FaultOccurred.Component component;
    private final EventBus events;
    private final Work work;
    private volatile long runs;
    private volatile long failures;
    private volatile long lastSuccess;

    Job(String name, FaultOccurred.Component component, EventBus events, Work work) {
        this.name = name;
        this.component = component;
        this.events = events;
        this.work = work;
    }

    String name() {
        return name;
    }

    long runs() {
        return runs;
    }

    long failures() {
        return failures;
    }

    /** Seconds since the epoch, 0 before the first success. */
    long lastSuccess() {
        return lastSuccess;
    }

    /** Called by one thread; never throws, since a scheduler drops what throws. */
    @Override
    public void run() {
        runs++;
        try {
            work.run();
            lastSuccess = Instant.now().getEpochSecond();
        } catch (IOException | RuntimeException | Error fault) {
            failures++;
            // The trouble itself is logged where it began; this says what did not get done.
            LOG.log(Level.WARNING, "Background work failed: " + name + ": " + fault);
            LOG.log(Level.FINE, "Background work failed", fault);
            events.fire(new FaultOccurred(typeOf(fault), component));
        }
    }

    private static FaultOccurred.Type typeOf(Throwable fault) {
        if (fault instanceof S3Exception s3 && s3.getCause() instanceof StoreFault known) {
            return known.type();
        }
        if (fault instanceof BlobFault known) {
            return known.type();
        }
        return fault instanceof IOException ? FaultOccurred.Type.IO : FaultOccurred.Type.INTERNAL;
    }
}
