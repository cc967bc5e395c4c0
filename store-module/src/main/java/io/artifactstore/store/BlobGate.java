package io.artifactstore.store;

import io.artifactstore.api.event.FaultOccurred.Type;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether blobs may be written. After a flush that failed nothing is written until a fresh file was
 * written, flushed and read back: the kernel reports a lost write only once, so that other flushes
 * may succeed without having written anything.
 */
final class BlobGate {

    private static final Logger LOG = Logger.getLogger(BlobGate.class.getName());

    private final AtomicLong failures = new AtomicLong();
    private volatile boolean stopped;
    private volatile Type trouble;

    boolean isStopped() {
        return stopped;
    }

    /** DISK_FULL or READ_ONLY if the last write failed so, else null. */
    Type trouble() {
        return trouble;
    }

    /** A ticket for a write that begins now. */
    long enter() throws IOException {
        long ticket = failures.get();
        if (stopped) {
            throw stoppedFault(null);
        }
        return ticket;
    }

    /** A ticket for a write that is to prove that the disk is well. */
    long ticket() {
        return failures.get();
    }

    /** No flush has failed since the ticket was given, so that of its holder can be believed. */
    void requireUndisturbed(long ticket) throws IOException {
        if (failures.get() != ticket) {
            throw stoppedFault(null);
        }
    }

    /** A write failed with {@code fault}; whether a full or read-only disk is why. */
    void failed(IOException fault, Type type) {
        if (type == Type.DISK_FULL || type == Type.READ_ONLY) {
            if (trouble != type) {
                LOG.warning(
                        type == Type.DISK_FULL
                                ? "The disk of the blobs is full: writes are refused, reads go on"
                                : "The disk of the blobs is read-only: writes are refused, reads go on");
            }
            trouble = type;
        }
    }

    void succeeded() {
        if (trouble != null) {
            LOG.info("Blobs can be written again");
            trouble = null;
        }
    }

    /** A flush failed: from now on nothing is written. True for the first one. */
    boolean stop(IOException fault) {
        boolean first;
        synchronized (this) {
            first = !stopped;
            // In this order, and asked for in the opposite one: whoever has the new number has
            // been stopped.
            stopped = true;
            failures.incrementAndGet();
        }
        if (first) {
            LOG.log(
                    Level.SEVERE,
                    "A blob could not be flushed: blob writes stop until a fresh file was written and read back",
                    fault);
        }
        return first;
    }

    /**
     * A fresh file has proved that the disk is well.
     *
     * @param ticket given before the file was written
     * @return false, and nothing happens, if a flush has failed since: the file proves nothing
     */
    boolean resume(long ticket) {
        synchronized (this) {
            if (failures.get() != ticket) {
                return false;
            }
            stopped = false;
        }
        LOG.info("A fresh blob was written, flushed and read back: blob writes go on");
        return true;
    }

    static BlobFault stoppedFault(IOException cause) {
        return new BlobFault(
                Type.UNAVAILABLE, "blob writes have stopped after a failed flush", cause);
    }
}
