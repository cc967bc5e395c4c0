package io.artifactstore.store;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.DeletedKey;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.ObjectRow;
import io.artifactstore.api.store.WriteCondition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every statement that changes something. Used by the committer's thread alone. */
final class WriteSession implements AutoCloseable {

    private static final String FIND_CURRENT =
            "SELECT o.etag, o.size, o.blob_id, o.inline_id FROM store_bucket b LEFT JOIN store_object o"
                    + " ON o.bucket_id = b.id AND o.key = ?2 WHERE b.id = ?1";
    private static final String PUT_ROW =
            "INSERT OR REPLACE INTO store_object (bucket_id, key, size, etag, sha256, modified_at, type, owner,"
                    + " checksum, content_type, headers, blob_id, inline_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)";
    private static final String PUT_INLINE =
            "INSERT OR REPLACE INTO store_inline (id, data) VALUES (?, ?)";
    private static final String DELETE_INLINE = "DELETE FROM store_inline WHERE id = ?";
    private static final String DELETE_ROW =
            "DELETE FROM store_object WHERE bucket_id = ? AND key = ? RETURNING size, type, blob_id, inline_id";
    private static final String ADD_GARBAGE =
            "INSERT OR IGNORE INTO store_garbage (blob_id, queued_at) VALUES (?, ?)";
    private static final String FORGET_GARBAGE = "DELETE FROM store_garbage WHERE blob_id = ?";
    private static final String BUCKET_EXISTS = "SELECT 1 FROM store_bucket WHERE id = ?";
    private static final String ADD_USAGE =
            "UPDATE store_bucket SET objects = objects + ?, bytes = bytes + ? WHERE id = ?";
    private static final String PROBE =
            "INSERT OR REPLACE INTO store_probe (id, probed_at) VALUES (1, ?)";

    private static final String BEGIN = "BEGIN IMMEDIATE";
    private static final String COMMIT = "COMMIT";
    private static final String ROLLBACK = "ROLLBACK";
    private static final String SAVEPOINT = "SAVEPOINT mutation";
    private static final String RELEASE = "RELEASE mutation";
    private static final String UNDO = "ROLLBACK TO mutation";

    private final Statements statements;
    private final Map<Long, long[]> usage = new HashMap<>();
    private long nextInlineId;
    private boolean open;
    // What the running mutation changes; a mutation changes one bucket.
    private long changedBucket;
    private long changedObjects;
    private long changedBytes;

    WriteSession(Connection connection) throws SQLException {
        statements = new Statements(connection);
        try {
            String max =
                    SqliteDatabase.text(
                            connection, "SELECT coalesce(max(id), 0) + 1 FROM store_inline");
            nextInlineId = Long.parseLong(max);
        } catch (SQLException | RuntimeException fault) {
            statements.close();
            throw fault;
        }
    }

    void begin() throws SQLException {
        usage.clear();
        forgetUsage();
        statements.execute(BEGIN);
        open = true;
    }

    void commit() throws SQLException {
        statements.execute(COMMIT);
        open = false;
    }

    /** If it throws, the connection may still be in the transaction. */
    void rollback() throws SQLException {
        try {
            statements.execute(ROLLBACK);
        } catch (SQLException fault) {
            if (!Faults.meansNoTransaction(fault)) {
                throw fault;
            }
            // The database had rolled back by itself, as it does when the disk is full.
            forgetStatements();
        }
        open = false;
    }

    /** A statement has failed. */
    void forgetStatements() {
        statements.forget();
    }

    boolean isOpenTransaction() {
        return open;
    }

    void savepoint() throws SQLException {
        statements.execute(SAVEPOINT);
    }

    void release() throws SQLException {
        statements.execute(RELEASE);
    }

    /** Undoes what happened since {@link #savepoint()}. */
    void undo() throws SQLException {
        statements.execute(UNDO);
        statements.execute(RELEASE);
    }

    void verify() throws SQLException {
        SqliteDatabase.verify(statements.connection());
    }

    void checkpoint() throws SQLException {
        SqliteDatabase.text(statements.connection(), "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    @Override
    public void close() {
        statements.close();
    }

    void putObject(long bucketId, ObjectRow row, byte[] inline, WriteCondition condition)
            throws SQLException {
        ObjectInfo info = row.info();
        CurrentObject current = findCurrent(bucketId, info.key());
        current.require(condition);
        long inlineId = 0;
        if (row.isInline()) {
            inlineId = current.inlineId() != 0 ? current.inlineId() : nextInlineId++;
            PreparedStatement put = statements.get(PUT_INLINE);
            put.setLong(1, inlineId);
            put.setBytes(2, inline);
            put.executeUpdate();
        } else if (current.inlineId() != 0) {
            deleteInline(current.inlineId());
        }
        if (current.blobId() != null && !current.blobId().equals(row.blobId())) {
            addGarbage(current.blobId());
        }
        PreparedStatement put = statements.get(PUT_ROW);
        ObjectRows.bind(put, bucketId, row, inlineId);
        put.executeUpdate();
        changed(bucketId, current.exists() ? 0 : 1, info.size() - current.size());
    }

    private CurrentObject findCurrent(long bucketId, String key) throws SQLException {
        PreparedStatement find = statements.get(FIND_CURRENT);
        find.setLong(1, bucketId);
        find.setString(2, key);
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET);
            }
            String etag = row.getString(1);
            return etag == null
                    ? CurrentObject.ABSENT
                    : new CurrentObject(
                            true, etag, row.getLong(2), row.getString(3), row.getLong(4));
        }
    }

    List<DeletedKey> deleteObjects(long bucketId, List<ObjectKey> keys) throws SQLException {
        PreparedStatement exists = statements.get(BUCKET_EXISTS);
        exists.setLong(1, bucketId);
        try (ResultSet row = exists.executeQuery()) {
            if (!row.next()) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET);
            }
        }
        List<DeletedKey> deleted = new ArrayList<>(keys.size());
        for (ObjectKey key : keys) {
            deleted.add(deleteObject(bucketId, key));
        }
        return deleted;
    }

    private DeletedKey deleteObject(long bucketId, ObjectKey key) throws SQLException {
        long size;
        ArtifactType type;
        String blobId;
        long inlineId;
        PreparedStatement delete = statements.get(DELETE_ROW);
        delete.setLong(1, bucketId);
        delete.setString(2, key.value());
        try (ResultSet row = delete.executeQuery()) {
            if (!row.next()) {
                return new DeletedKey(key, false, ArtifactType.OTHER, 0);
            }
            size = row.getLong(1);
            type = ObjectRows.typeOf(row.getString(2));
            blobId = row.getString(3);
            inlineId = row.getLong(4);
        }
        if (inlineId != 0) {
            deleteInline(inlineId);
        }
        if (blobId != null) {
            addGarbage(blobId);
        }
        changed(bucketId, -1, -size);
        return new DeletedKey(key, true, type, size);
    }

    BucketInfo createBucket(String name, String owner, Instant createdAt) throws SQLException {
        return BucketWrites.create(statements, name, owner, createdAt);
    }

    void deleteBucket(String name) throws SQLException {
        BucketWrites.delete(statements, name);
    }

    void forgetGarbage(Collection<String> blobIds) throws SQLException {
        PreparedStatement forget = statements.get(FORGET_GARBAGE);
        for (String blobId : blobIds) {
            forget.setString(1, blobId);
            forget.executeUpdate();
        }
    }

    void probe() throws SQLException {
        PreparedStatement probe = statements.get(PROBE);
        probe.setLong(1, System.currentTimeMillis());
        probe.executeUpdate();
    }

    /** The running mutation stays: its changes count. */
    void keepUsage() {
        if (changedObjects != 0 || changedBytes != 0) {
            long[] sum = usage.computeIfAbsent(changedBucket, id -> new long[2]);
            sum[0] += changedObjects;
            sum[1] += changedBytes;
        }
        forgetUsage();
    }

    void forgetUsage() {
        changedObjects = 0;
        changedBytes = 0;
    }

    /** One row per bucket and transaction, however many mutations it holds. */
    void writeUsage() throws SQLException {
        if (usage.isEmpty()) {
            return;
        }
        PreparedStatement add = statements.get(ADD_USAGE);
        for (Map.Entry<Long, long[]> bucket : usage.entrySet()) {
            add.setLong(1, bucket.getValue()[0]);
            add.setLong(2, bucket.getValue()[1]);
            add.setLong(3, bucket.getKey());
            add.executeUpdate();
        }
    }

    private void changed(long bucketId, long objects, long bytes) {
        changedBucket = bucketId;
        changedObjects += objects;
        changedBytes += bytes;
    }

    private void deleteInline(long id) throws SQLException {
        PreparedStatement delete = statements.get(DELETE_INLINE);
        delete.setLong(1, id);
        delete.executeUpdate();
    }

    private void addGarbage(String blobId) throws SQLException {
        PreparedStatement add = statements.get(ADD_GARBAGE);
        add.setString(1, blobId);
        add.setLong(2, System.currentTimeMillis());
        add.executeUpdate();
    }
}
