package io.artifactstore.store;

import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The committer's connection, and what is known of its health. Used by the committer's thread, but
 * for the state, which anybody may ask for.
 *
 * <ul>
 *   <li>The disk is full or read-only: the batch fails, the next one is tried on the same handle.
 *   <li>The file was moved away: batches fail until it is back.
 *   <li>An I/O error, or a transaction that cannot be rolled back: writes stop, and stay stopped
 *       until everything was closed, opened again and verified. The failed handle is never used
 *       again.
 * </ul>
 */
final class WriteHandle {

    /** How a transaction is committed; replaced in tests, to let it fail. */
    @FunctionalInterface
    interface Commit {
        void commit(WriteSession session) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(WriteHandle.class.getName());

    private final SqliteDatabase database;
    private final ReaderPool readers;
    private final Presence presence;
    private final WritableFolder folder;
    private final Commit commit;
    private final long retryNanos;
    private final Runnable forgetCached;
    private WriteSession session;
    private long retryAt;
    private volatile StoreFault stopped;
    private volatile Type trouble;

    WriteHandle(
            SqliteDatabase database,
            ReaderPool readers,
            Presence presence,
            Path root,
            Commit commit,
            long retryNanos,
            Runnable forgetCached)
            throws SQLException {
        this.database = database;
        this.readers = readers;
        this.presence = presence;
        this.folder = new WritableFolder(root);
        this.commit = commit;
        this.retryNanos = retryNanos;
        this.forgetCached = forgetCached;
        this.session = new WriteSession(database.openWriter());
    }

    WriteSession session() {
        return session;
    }

    /** Why writes have stopped, or null while they have not. */
    StoreFault stopped() {
        return stopped;
    }

    /** DISK_FULL or READ_ONLY if the last write failed so, else null. */
    Type trouble() {
        return trouble;
    }

    void begin() throws SQLException {
        requirePresence();
        session.begin();
    }

    void commit() throws SQLException {
        session.writeUsage();
        commit.commit(session);
        // Moved while we wrote: durable, but not where anybody will look for it.
        requirePresence();
        if (trouble != null) {
            LOG.info("The metadata store can write again");
            trouble = null;
        }
    }

    void rollback() throws SQLException {
        session.rollback();
    }

    /** What is remembered of the database may no longer be true. */
    void forgetCached() {
        forgetCached.run();
    }

    /** Undoes the transaction and draws the conclusions from {@code fault}. */
    StoreFault failed(SQLException fault) {
        StoreFault why = Faults.ofSql(fault);
        if (Faults.breaksHandle(fault)) {
            stop(fault);
            return why;
        }
        if (why.type() == Type.DISK_FULL || why.type() == Type.READ_ONLY) {
            if (trouble != why.type()) {
                LOG.warning(
                        why.type() == Type.DISK_FULL
                                ? "The disk of the metadata store is full: writes are refused, reads go on"
                                : "The disk of the metadata store is read-only: writes are refused, reads go on");
            }
            trouble = why.type();
        }
        undo();
        return why;
    }

    /** Undoes the transaction after a defect. */
    StoreFault failed(Throwable defect) {
        undo();
        return new StoreFault(Type.INTERNAL, Component.METADATA, defect.toString(), defect);
    }

    /** A defect left open in which state the connection is. */
    void distrust(Throwable defect) {
        stop(defect);
    }

    /** Sleeps until the next attempt, and makes it. */
    void recoverWhenDue() {
        long left = retryAt - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(this, left);
            return;
        }
        try {
            recover();
            stopped = null;
            trouble = null;
            LOG.info("The metadata store was opened again and verified: writes go on");
        } catch (IOException fault) {
            // Full or read-only: the readers stay as they are, since opening again would fail.
            trouble = Faults.typeOf(fault, folder.path());
            LOG.log(Level.WARNING, "The data folder cannot be written yet: {0}", fault.toString());
        } catch (SQLException | RuntimeException | Error fault) {
            LOG.log(
                    fault instanceof Error ? Level.SEVERE : Level.WARNING,
                    "The metadata store could not be verified; writes stay stopped: {0}",
                    fault.toString());
        } finally {
            retryAt = System.nanoTime() + retryNanos;
        }
    }

    /** Moves the log into the database and closes it. */
    void close() {
        try {
            if (session != null && stopped == null && presence.isPresent()) {
                session.checkpoint();
            }
        } catch (SQLException fault) {
            LOG.log(
                    Level.WARNING,
                    "The last checkpoint failed; the next start does it: {0}",
                    fault.toString());
        } finally {
            closeSession();
        }
    }

    private void recover() throws IOException, SQLException {
        folder.requireWritable();
        readers.pause();
        try {
            closeSession();
            requirePresence();
            session = new WriteSession(database.openWriter());
        } finally {
            readers.resume();
        }
        boolean verified = false;
        try {
            session.verify();
            session.begin();
            session.probe();
            commit.commit(session);
            requirePresence();
            forgetCached();
            verified = true;
        } finally {
            if (!verified) {
                closeSession();
            }
        }
    }

    private void stop(Throwable fault) {
        stopped =
                new StoreFault(
                        Type.UNAVAILABLE,
                        Component.METADATA,
                        "writes have stopped after an I/O error, a failed rollback or a defect",
                        fault);
        retryAt = System.nanoTime() + retryNanos;
        LOG.log(
                Level.SEVERE,
                "The metadata store met an I/O error or a defect, or could not roll back: writes stop until it was closed, opened again and verified",
                fault);
    }

    private void requirePresence() {
        if (!presence.isPresent()) {
            undo();
            throw new StoreFault(
                    Type.UNAVAILABLE,
                    Component.METADATA,
                    "meta.db or store-id is no longer the file that was opened",
                    null);
        }
    }

    private void undo() {
        if (session != null && session.isOpenTransaction()) {
            session.forgetStatements();
            try {
                session.rollback();
            } catch (SQLException fault) {
                // Still in the transaction, perhaps: no other could begin on this connection.
                stop(fault);
            }
        }
    }

    private void closeSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
