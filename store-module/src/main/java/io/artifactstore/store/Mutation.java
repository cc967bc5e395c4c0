package io.artifactstore.store;

import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A change that a caller hands to the committer, and waits for.
 *
 * @param <T> what it answers
 */
final class Mutation<T> {

    /** What to change; runs on the committer's thread. */
    @FunctionalInterface
    interface Work<T> {

        /**
         * @throws S3Exception if it must not happen: it fails alone
         */
        T run(WriteSession session) throws SQLException;
    }

    private static final int WAITING = 0;
    private static final int TAKEN = 1;
    private static final int DONE = 2;
    private static final int DROPPED = 3;

    private final Work<T> work;
    private final Consumer<T> afterCommit;
    private final int weight;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger state = new AtomicInteger(WAITING);
    private T result;
    private S3Exception refusal;
    private StoreFault fault;

    /**
     * @param weight how much work it is, in keys
     * @param afterCommit runs on the committer's thread once the change is durable, even if the
     *     caller no longer waits
     */
    Mutation(Work<T> work, int weight, Consumer<T> afterCommit) {
        this.work = work;
        this.weight = weight;
        this.afterCommit = afterCommit;
    }

    int weight() {
        return weight;
    }

    /** From now on the caller cannot give up any more. False if it has. */
    boolean take() {
        return state.compareAndSet(WAITING, TAKEN);
    }

    void run(WriteSession session) throws SQLException {
        result = work.run(session);
    }

    /** It must not happen: the caller's mistake, or a precondition. */
    void refuse(S3Exception why) {
        refusal = why;
    }

    /** It did not happen, or nobody knows, because the store is at fault. */
    void fail(StoreFault why) {
        fault = why;
    }

    boolean hasFailed() {
        return refusal != null || fault != null;
    }

    boolean isDone() {
        return state.get() == DONE;
    }

    /** The caller may go on. */
    void complete() {
        try {
            if (!hasFailed()) {
                afterCommit.accept(result);
            }
        } finally {
            state.set(DONE);
            LockSupport.unpark(caller);
        }
    }

    /**
     * Waits for the committer.
     *
     * @throws S3Exception the refusal or the fault; {@code ServiceUnavailable} when the time is up
     */
    T await(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        boolean interrupted = false;
        try {
            while (state.get() != DONE) {
                long left = deadline - System.nanoTime();
                if (left <= 0 && state.get() != DONE) {
                    throw giveUp();
                }
                LockSupport.parkNanos(this, left);
                // The change is on its way, and leaving now would leave its outcome unknown.
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (fault != null) {
            throw Faults.answer(fault);
        }
        if (refusal != null) {
            throw refusal;
        }
        return result;
    }

    private S3Exception giveUp() {
        boolean untouched = state.compareAndSet(WAITING, DROPPED);
        return Faults.answer(
                Type.TIMEOUT,
                Component.METADATA,
                untouched
                        ? "a mutation was not begun within its time limit and was dropped"
                        : "a mutation was not finished within its time limit; its outcome is unknown",
                null);
    }
}
