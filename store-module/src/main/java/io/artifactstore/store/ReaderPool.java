package io.artifactstore.store;

import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Connections for reading, in autocommit. The one used last is handed out first: its page cache is
 * warm.
 */
final class ReaderPool implements AutoCloseable {

    /** What to read with a connection. */
    @FunctionalInterface
    interface Query<T> {
        T run(Statements statements) throws SQLException;
    }

    private static final long PAUSE_SECONDS = 10;

    private final SqliteDatabase database;
    private final Presence presence;
    private final int size;
    private final long timeoutNanos;
    private final Deque<Statements> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore permits;
    private volatile boolean paused;
    // For good: a recovery that runs meanwhile ends with resume().
    private volatile boolean closed;

    ReaderPool(SqliteDatabase database, Presence presence, int size, long timeoutNanos) {
        this.database = database;
        this.presence = presence;
        this.size = size;
        this.timeoutNanos = timeoutNanos;
        this.permits = new Semaphore(size);
    }

    int inUse() {
        return size - Math.max(0, permits.availablePermits());
    }

    /**
     * @throws S3Exception {@code ServiceUnavailable} if the database is away or cannot be read,
     *     {@code SlowDown} if no connection becomes free in time
     */
    <T> T read(Query<T> query) {
        if (!presence.wasPresentRecently()) {
            throw Faults.answer(
                    Type.UNAVAILABLE,
                    Component.METADATA,
                    "meta.db or store-id is no longer the file that was opened",
                    null);
        }
        borrow();
        Statements reader = idle.pollFirst();
        boolean healthy = false;
        try {
            if (reader == null) {
                reader = new Statements(database.openReader());
            }
            T answer = query.run(reader);
            healthy = true;
            return answer;
        } catch (SQLException fault) {
            throw Faults.answer(Faults.ofSql(fault));
        } finally {
            if (healthy) {
                idle.addFirst(reader);
                if (closed) {
                    closeIdle();
                }
            } else if (reader != null) {
                reader.close();
            }
            permits.release();
        }
    }

    /** Lets no more reads begin, waits for those that run, and closes every connection. */
    void pause() {
        paused = true;
        try {
            if (permits.tryAcquire(size, PAUSE_SECONDS, TimeUnit.SECONDS)) {
                closeIdle();
                permits.release(size);
            } else {
                closeIdle();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void resume() {
        paused = false;
    }

    @Override
    public void close() {
        closed = true;
        pause();
    }

    private void borrow() {
        requireRunning();
        try {
            if (!permits.tryAcquire() && !permits.tryAcquire(timeoutNanos, TimeUnit.NANOSECONDS)) {
                throw Faults.answer(
                        Type.OVERLOAD,
                        Component.METADATA,
                        "all connections for reading are busy",
                        null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Faults.answer(
                    Type.UNAVAILABLE,
                    Component.METADATA,
                    "interrupted while waiting to read",
                    interrupted);
        }
        if (isPaused()) {
            permits.release();
            requireRunning();
        }
    }

    private boolean isPaused() {
        return paused || closed;
    }

    private void requireRunning() {
        if (isPaused()) {
            throw Faults.answer(
                    Type.UNAVAILABLE,
                    Component.METADATA,
                    "the metadata store is being closed or opened again",
                    null);
        }
    }

    private void closeIdle() {
        Statements reader;
        while ((reader = idle.pollFirst()) != null) {
            reader.close();
        }
    }
}
