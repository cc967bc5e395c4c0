package io.artifactstore.store;

import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.operation.Backend;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.operation.RunningBackendOperation;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.DeletedKey;
import io.artifactstore.api.store.ListQuery;
import io.artifactstore.api.store.MetadataStore;
import io.artifactstore.api.store.ObjectPage;
import io.artifactstore.api.store.ObjectRow;
import io.artifactstore.api.store.WriteCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The embedded metadata store: SQLite, one writer with group commit, a pool of readers. */
final class SqliteMetadataStore implements MetadataStore, AutoCloseable {

    private static final String SYSTEM = "sqlite";

    private final Operations operations;
    private final BucketCache buckets;
    private final ReaderPool readers;
    private final WriteHandle handle;
    private final Committer committer;

    private SqliteMetadataStore(
            Operations operations,
            BucketCache buckets,
            ReaderPool readers,
            WriteHandle handle,
            Committer committer) {
        this.operations = operations;
        this.buckets = buckets;
        this.readers = readers;
        this.handle = handle;
        this.committer = committer;
    }

    /** Opens the database of a folder whose schema is up to date. */
    static SqliteMetadataStore open(
            DataFolder folder,
            StoreSettings settings,
            Operations operations,
            WriteHandle.Commit commit,
            Duration retry)
            throws java.sql.SQLException, java.io.IOException {
        SqliteDatabase database = new SqliteDatabase(folder.metaDb());
        Presence presence = Presence.of(folder.metaDb(), folder.identityMarker());
        BucketCache buckets = new BucketCache();
        ReaderPool readers =
                new ReaderPool(
                        database, presence, settings.readers(), settings.timeout().toNanos());
        WriteHandle handle =
                new WriteHandle(
                        database,
                        readers,
                        presence,
                        folder.root(),
                        commit,
                        retry.toNanos(),
                        buckets::clear);
        Committer committer = new Committer(handle, settings.queue(), settings.timeout().toNanos());
        try {
            committer.start();
        } catch (RuntimeException | Error noThread) {
            handle.close();
            throw noThread;
        }
        return new SqliteMetadataStore(operations, buckets, readers, handle, committer);
    }

    @Override
    public String system() {
        return SYSTEM;
    }

    @Override
    public BucketInfo createBucket(String name, String owner, Instant createdAt) {
        return measured("create_bucket", () -> write(s -> s.createBucket(name, owner, createdAt)));
    }

    @Override
    public Optional<BucketInfo> findBucket(String name) {
        return buckets.find(
                name,
                missing ->
                        measured(
                                "find_bucket",
                                () -> readers.read(s -> Queries.findBucket(s, missing))));
    }

    @Override
    public List<BucketInfo> listBuckets() {
        return measured("list_buckets", () -> readers.read(Queries::listBuckets));
    }

    @Override
    public void deleteBucket(String name) {
        measured(
                "delete_bucket",
                () ->
                        committer.submit(
                                session -> {
                                    session.deleteBucket(name);
                                    return name;
                                },
                                1,
                                buckets::removed));
    }

    @Override
    public void putObject(long bucketId, ObjectRow row, byte[] inline, WriteCondition condition) {
        if (row.isInline() != (inline != null)) {
            throw new IllegalArgumentException("either inline bytes or a blob, not both or none");
        }
        measured(
                "put_object",
                () ->
                        write(
                                session -> {
                                    session.putObject(bucketId, row, inline, condition);
                                    return null;
                                }));
    }

    @Override
    public Optional<ObjectRow> findObject(long bucketId, String key) {
        return measured(
                "find_object", () -> readers.read(s -> Queries.findObject(s, bucketId, key)));
    }

    @Override
    public Optional<ObjectContent> findContent(long bucketId, String key) {
        return measured(
                "find_content", () -> readers.read(s -> Queries.findContent(s, bucketId, key)));
    }

    @Override
    public List<DeletedKey> deleteObjects(long bucketId, List<ObjectKey> keys) {
        Consumer<List<DeletedKey>> nothing = deleted -> {};
        return measured(
                "delete_objects",
                () ->
                        committer.submit(
                                session -> session.deleteObjects(bucketId, keys),
                                Math.max(1, keys.size()),
                                nothing));
    }

    @Override
    public ObjectPage listObjects(long bucketId, ListQuery query) {
        return measured(
                "list_objects", () -> readers.read(s -> ObjectListing.page(s, bucketId, query)));
    }

    @Override
    public List<String> garbage(Instant before, int limit) {
        return measured("list_garbage", () -> readers.read(s -> Queries.garbage(s, before, limit)));
    }

    @Override
    public void forgetGarbage(Collection<String> blobIds) {
        if (blobIds.isEmpty()) {
            return;
        }
        measured(
                "forget_garbage",
                () ->
                        committer.submit(
                                session -> {
                                    session.forgetGarbage(blobIds);
                                    return null;
                                },
                                blobIds.size(),
                                done -> {}));
    }

    @Override
    public List<String> unreferenced(Collection<String> blobIds) {
        return measured(
                "find_unreferenced", () -> readers.read(s -> Queries.unreferenced(s, blobIds)));
    }

    @Override
    public void probe() {
        readers.read(Queries::probe);
        write(
                session -> {
                    session.probe();
                    return null;
                });
    }

    /** Buckets, objects and bytes, as of the last transaction. */
    Usage usage() {
        return readers.read(Queries::usage);
    }

    int queueLength() {
        return committer.queueLength();
    }

    int lastBatch() {
        return committer.lastBatch();
    }

    int readersInUse() {
        return readers.inUse();
    }

    boolean hasStopped() {
        return handle.stopped() != null;
    }

    /** DISK_FULL or READ_ONLY if the last write failed so, else null. */
    FaultOccurred.Type trouble() {
        return handle.trouble();
    }

    /** Finishes the mutations that wait and closes everything. */
    @Override
    public void close() {
        readers.close();
        committer.close();
    }

    private <T> T write(Mutation.Work<T> work) {
        return committer.submit(work, 1, done -> {});
    }

    private <T> T measured(String operation, Supplier<T> call) {
        try (RunningBackendOperation running =
                operations.begin(Backend.METADATA, SYSTEM, operation)) {
            try {
                T answer = call.get();
                running.succeed();
                return answer;
            } catch (RuntimeException | Error fault) {
                running.fail(fault);
                throw fault;
            }
        }
    }

    /** What the store holds. */
    record Usage(long buckets, long objects, long bytes, long garbage) {}
}
