package io.artifactstore.store;

import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.store.ArtifactStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.api.FlywayException;

/** Everything that makes up the embedded store, opened in order and closed in the opposite one. */
final class LocalStore implements AutoCloseable {

    /** What tests replace to let flushes fail and repairs come soon. */
    record Seams(WriteHandle.Commit commit, FileBlobStore.Flusher flusher, Duration retry) {
        static final Seams NONE =
                new Seams(WriteSession::commit, LocalStore::flush, Duration.ofSeconds(5));
    }

    private static final Logger LOG = Logger.getLogger(LocalStore.class.getName());
    private static final Duration SWEEP_INTERVAL = Duration.ofHours(6);
    private static final Duration ORPHAN_AGE = Duration.ofHours(24);
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);
    // A file's time comes from a coarser clock than ours, and may lie a little before it.
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(5);

    private static final long END_SECONDS = 10;

    private final DataFolder folder;
    private final SqliteMetadataStore metadata;
    private final FileBlobStore blobs;
    private final StoreService service;
    private final GarbageCollector collector;
    private final Undecided undecided = new Undecided();
    private final Figures figures;
    // A sweep of a full disk takes long, and nothing urgent may queue behind it.
    private final ScheduledExecutorService background;
    private final ScheduledExecutorService care;
    private final Job collection;
    private final Job startSweep;
    private final Job sweep;
    private final Job usageRefresh;
    private final Job diskRefresh;

    private LocalStore(
            DataFolder folder,
            StoreSettings settings,
            Operations operations,
            EventBus events,
            SqliteMetadataStore metadata,
            Seams seams)
            throws IOException {
        this.folder = folder;
        this.metadata = metadata;
        Instant opened = Instant.now();
        background = scheduler("store-background");
        care = scheduler("store-care");
        blobs =
                new FileBlobStore(
                        folder, operations, seams.flusher(), care, seams.retry().toNanos());
        service = new StoreService(metadata, blobs, events, undecided, folder.blobs());
        collector =
                new GarbageCollector(
                        metadata, blobs, undecided, settings.gcGrace(), Clock.systemUTC());
        figures = new Figures(metadata, folder.root());
        collection = new Job("garbage_collection", Component.BLOB, events, collector::run);
        startSweep =
                new Job(
                        "orphan_sweep_at_start",
                        Component.BLOB,
                        events,
                        () -> collector.sweep(opened.minus(CLOCK_MARGIN)));
        sweep =
                new Job(
                        "orphan_sweep",
                        Component.BLOB,
                        events,
                        () -> collector.sweep(Instant.now().minus(ORPHAN_AGE)));
        usageRefresh = new Job("usage_refresh", Component.METADATA, events, figures::refreshUsage);
        diskRefresh = new Job("disk_refresh", Component.STORE, events, figures::refreshDisk);
    }

    private void start(StoreSettings settings) {
        usageRefresh.run();
        diskRefresh.run();
        background.execute(startSweep);
        repeat(background, collection, settings.gcInterval());
        repeat(background, sweep, SWEEP_INTERVAL);
        repeat(care, usageRefresh, REFRESH_INTERVAL);
        repeat(care, diskRefresh, REFRESH_INTERVAL);
    }

    /**
     * @throws StartRefusedException with the one line an operator needs
     */
    static LocalStore open(
            StoreSettings settings, Operations operations, EventBus events, Seams seams) {
        DataFolder folder = DataFolder.open(settings.data());
        try {
            SqliteDatabase database = new SqliteDatabase(folder.metaDb());
            if (!folder.isFresh()) {
                requireIdentity(database, folder);
            }
            SchemaMigration.migrate(database, LocalStore.class.getClassLoader());
            if (folder.isFresh()) {
                writeIdentity(database, folder);
                folder.initialised();
            }
            int discarded = folder.discardStaged();
            if (discarded > 0) {
                LOG.log(
                        Level.INFO,
                        "Discarded {0} unfinished uploads of an earlier run",
                        discarded);
            }
            return start(folder, settings, operations, events, seams);
        } catch (IOException | SQLException | FlywayException fault) {
            closeQuietly(folder);
            throw new StartRefusedException(
                    "The metadata store in "
                            + folder.root()
                            + " cannot be opened: "
                            + fault.getMessage(),
                    fault);
        } catch (RuntimeException | Error fault) {
            closeQuietly(folder);
            throw fault;
        }
    }

    /** Whatever has threads or connections is closed again if anything fails. */
    private static LocalStore start(
            DataFolder folder,
            StoreSettings settings,
            Operations operations,
            EventBus events,
            Seams seams)
            throws IOException, SQLException {
        SqliteMetadataStore metadata =
                SqliteMetadataStore.open(
                        folder, settings, operations, seams.commit(), seams.retry());
        LocalStore store = null;
        boolean started = false;
        try {
            // Its schedulers have no thread before they get work.
            store = new LocalStore(folder, settings, operations, events, metadata, seams);
            store.start(settings);
            started = true;
            return store;
        } finally {
            if (!started) {
                if (store != null) {
                    store.endBackground();
                }
                metadata.close();
            }
        }
    }

    ArtifactStore artifacts() {
        return service;
    }

    SqliteMetadataStore metadata() {
        return metadata;
    }

    FileBlobStore blobs() {
        return blobs;
    }

    DataFolder folder() {
        return folder;
    }

    GarbageCollector collector() {
        return collector;
    }

    Undecided undecided() {
        return undecided;
    }

    Figures figures() {
        return figures;
    }

    Job usageRefresh() {
        return usageRefresh;
    }

    List<Job> jobs() {
        return List.of(collection, startSweep, sweep, usageRefresh, diskRefresh);
    }

    @Override
    public void close() {
        endBackground();
        metadata.close();
        // What still runs may write, and must not once another process has the folder.
        awaitEnd(background);
        awaitEnd(care);
        closeQuietly(folder);
    }

    private static void awaitEnd(ScheduledExecutorService scheduler) {
        try {
            if (!scheduler.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("Background work of the store did not end in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void endBackground() {
        background.shutdownNow();
        care.shutdownNow();
    }

    static void flush(FileChannel channel) throws IOException {
        channel.force(false);
    }

    private static void repeat(ScheduledExecutorService scheduler, Job job, Duration interval) {
        scheduler.scheduleWithFixedDelay(
                job, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> thread(work, name));
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        // Observers of what it announces belong to the application.
        thread.setContextClassLoader(LocalStore.class.getClassLoader());
        return thread;
    }

    private static void requireIdentity(SqliteDatabase database, DataFolder folder)
            throws SQLException {
        String found;
        try (Connection connection = database.openReader()) {
            found =
                    SqliteDatabase.text(
                            connection, "SELECT store_id FROM store_identity WHERE id = 1");
        }
        if (!folder.storeId().equals(found)) {
            throw new StartRefusedException(
                    "The data folder "
                            + folder.root()
                            + " is damaged: its meta.db belongs to another store than its store-id."
                            + " Restore both from the same backup");
        }
    }

    private static void writeIdentity(SqliteDatabase database, DataFolder folder)
            throws SQLException {
        try (Connection connection = database.openWriter();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO store_identity (id, store_id) VALUES (1, ?)")) {
            insert.setString(1, folder.storeId());
            insert.executeUpdate();
        }
    }

    private static void closeQuietly(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException fault) {
            LOG.log(Level.FINE, "The data folder's lock could not be closed", fault);
        }
    }
}
