package io.artifactstore.store;

import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one thread that writes: it takes what has gathered during the last flush, runs it in one
 * transaction, each mutation in a savepoint of its own, flushes once, and only then tells the
 * callers.
 */
final class Committer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Committer.class.getName());

    /** Mutations, and keys changed by them, in one transaction: bounds its time and its memory. */
    private static final int MAX_BATCH = 128;

    private static final int MAX_WEIGHT = 1024;
    private static final long CLOSE_MILLIS = 30_000;

    /** Made beforehand, since there may be no memory for it when it is needed. */
    private static final StoreFault ABANDONED =
            new StoreFault(
                    Type.INTERNAL,
                    Component.METADATA,
                    "the committer met a defect; the outcome of the mutation is unknown",
                    null);

    private final Queue<Mutation<?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final int capacity;
    private final long timeoutNanos;
    private final WriteHandle handle;
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile int lastBatch;

    Committer(WriteHandle handle, int capacity, long timeoutNanos) {
        this.handle = handle;
        this.capacity = capacity;
        this.timeoutNanos = timeoutNanos;
        this.thread = new Thread(this::run, "store-committer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    int queueLength() {
        return queued.get();
    }

    /** Mutations in the last transaction. */
    int lastBatch() {
        return lastBatch;
    }

    /**
     * Has {@code work} done and waits until it is durable.
     *
     * @param weight keys that it changes
     * @throws S3Exception what the work refuses with; {@code SlowDown}, {@code ServiceUnavailable}
     */
    <T> T submit(Mutation.Work<T> work, int weight, Consumer<T> afterCommit) {
        StoreFault stopped = handle.stopped();
        if (stopped != null) {
            throw Faults.answer(stopped);
        }
        if (queued.incrementAndGet() > capacity) {
            queued.decrementAndGet();
            throw Faults.answer(
                    Type.OVERLOAD, Component.METADATA, "the queue of mutations is full", null);
        }
        Mutation<T> mutation = new Mutation<>(work, weight, afterCommit);
        queue.add(mutation);
        if (idle) {
            LockSupport.unpark(thread);
        }
        if (ended) {
            refuseQueued(closed());
        }
        return mutation.await(timeoutNanos);
    }

    /** Takes no more, finishes what waits, and ends the thread. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Mutation<?>> batch = new ArrayList<>(MAX_BATCH);
        try {
            boolean more = true;
            while (more) {
                more = round(batch);
            }
        } finally {
            ended = true;
            refuseQueued(closed());
            handle.close();
        }
    }

    /** One batch, after which nobody waits for it; false when there will be none any more. */
    private boolean round(List<Mutation<?>> batch) {
        try {
            if (!collect(batch)) {
                return false;
            }
            runBatch(batch);
        } catch (RuntimeException | Error defect) {
            handle.distrust(defect);
        } finally {
            for (Mutation<?> mutation : batch) {
                if (!mutation.isDone()) {
                    mutation.fail(ABANDONED);
                    finish(mutation);
                }
            }
            batch.clear();
        }
        return true;
    }

    /** Waits for mutations; false when there will be none any more. */
    private boolean collect(List<Mutation<?>> batch) {
        while (true) {
            if (handle.stopped() != null) {
                refuseQueued(handle.stopped());
                if (closing) {
                    return false;
                }
                handle.recoverWhenDue();
                continue;
            }
            int weight = 0;
            Mutation<?> next;
            while (batch.size() < MAX_BATCH
                    && weight < MAX_WEIGHT
                    && (next = queue.poll()) != null) {
                queued.decrementAndGet();
                if (next.take()) {
                    batch.add(next);
                    weight += next.weight();
                }
            }
            if (!batch.isEmpty()) {
                return true;
            }
            if (closing) {
                return false;
            }
            idle = true;
            if (queue.isEmpty() && !closing) {
                LockSupport.park(this);
            }
            idle = false;
        }
    }

    private void runBatch(List<Mutation<?>> batch) {
        lastBatch = batch.size();
        StoreFault fault = null;
        try {
            handle.begin();
            boolean alone = batch.size() == 1;
            boolean anything = false;
            for (Mutation<?> mutation : batch) {
                anything |= runOne(mutation, alone);
            }
            if (anything) {
                handle.commit();
            } else {
                handle.rollback();
            }
        } catch (StoreFault broken) {
            fault = broken;
        } catch (SQLException broken) {
            fault = handle.failed(broken);
        } catch (RuntimeException | Error defect) {
            LOG.log(Level.SEVERE, "The committer met a defect; the batch is rolled back", defect);
            fault = handle.failed(defect);
        }
        if (fault != null) {
            // It may be durable all the same.
            handle.forgetCached();
        }
        for (Mutation<?> mutation : batch) {
            if (fault != null) {
                mutation.fail(fault);
            }
            finish(mutation);
        }
    }

    private static void finish(Mutation<?> mutation) {
        try {
            mutation.complete();
        } catch (RuntimeException | Error defect) {
            LOG.log(Level.SEVERE, "A mutation is durable, but what follows it failed", defect);
        }
    }

    /** Whether it changed something. */
    private boolean runOne(Mutation<?> mutation, boolean alone) throws SQLException {
        WriteSession session = handle.session();
        if (!alone) {
            session.savepoint();
        }
        try {
            mutation.run(session);
            if (!alone) {
                session.release();
            }
            session.keepUsage();
            return true;
        } catch (S3Exception refused) {
            mutation.refuse(refused);
        } catch (SQLException failed) {
            if (!Faults.blamesStatement(failed)) {
                throw failed;
            }
            session.forgetStatements();
            mutation.fail(Faults.ofSql(failed));
        } catch (RuntimeException defect) {
            LOG.log(Level.SEVERE, "A mutation met a defect and is undone", defect);
            mutation.fail(
                    new StoreFault(Type.INTERNAL, Component.METADATA, defect.toString(), defect));
        }
        session.forgetUsage();
        if (!alone) {
            session.undo();
        }
        return false;
    }

    private void refuseQueued(StoreFault why) {
        Mutation<?> next;
        while ((next = queue.poll()) != null) {
            queued.decrementAndGet();
            if (next.take()) {
                next.fail(why);
                next.complete();
            }
        }
    }

    private static StoreFault closed() {
        return new StoreFault(
                Type.UNAVAILABLE, Component.METADATA, "the store is shutting down", null);
    }
}
