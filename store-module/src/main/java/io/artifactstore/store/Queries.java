package io.artifactstore.store;

import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.MetadataStore.ObjectContent;
import io.artifactstore.api.store.ObjectRow;
import io.artifactstore.store.SqliteMetadataStore.Usage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The statements that read, but for listings. */
final class Queries {

    private static final String BUCKETS = "SELECT id, name, owner, created_at FROM store_bucket";
    private static final String FIND_BUCKET = BUCKETS + " WHERE name = ?";
    private static final String LIST_BUCKETS = BUCKETS + " ORDER BY name";
    private static final String FIND_OBJECT =
            "SELECT "
                    + ObjectRows.COLUMNS
                    + " FROM store_object o WHERE o.bucket_id = ? AND o.key = ?";
    private static final String FIND_CONTENT =
            "SELECT "
                    + ObjectRows.COLUMNS
                    + ", i.data FROM store_object o LEFT JOIN store_inline i ON i.id = o.inline_id"
                    + " WHERE o.bucket_id = ? AND o.key = ?";
    private static final String GARBAGE =
            "SELECT blob_id FROM store_garbage WHERE queued_at < ? ORDER BY queued_at LIMIT ?";
    private static final String REFERENCED =
            "SELECT EXISTS (SELECT 1 FROM store_object WHERE blob_id = ?1)"
                    + " OR EXISTS (SELECT 1 FROM store_garbage WHERE blob_id = ?1)";
    private static final String USAGE =
            "SELECT count(*), coalesce(sum(objects), 0), coalesce(sum(bytes), 0),"
                    + " (SELECT count(*) FROM store_garbage) FROM store_bucket";
    private static final String PROBE = "SELECT store_id FROM store_identity WHERE id = 1";

    private Queries() {}

    static Optional<BucketInfo> findBucket(Statements statements, String name) throws SQLException {
        PreparedStatement find = statements.get(FIND_BUCKET);
        find.setString(1, name);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(bucket(row)) : Optional.empty();
        }
    }

    static List<BucketInfo> listBuckets(Statements statements) throws SQLException {
        List<BucketInfo> buckets = new ArrayList<>();
        try (ResultSet row = statements.get(LIST_BUCKETS).executeQuery()) {
            while (row.next()) {
                buckets.add(bucket(row));
            }
        }
        return buckets;
    }

    private static BucketInfo bucket(ResultSet row) throws SQLException {
        return new BucketInfo(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)));
    }

    static Optional<ObjectRow> findObject(Statements statements, long bucketId, String key)
            throws SQLException {
        PreparedStatement find = statements.get(FIND_OBJECT);
        find.setLong(1, bucketId);
        find.setString(2, key);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(ObjectRows.read(row)) : Optional.empty();
        }
    }

    static Optional<ObjectContent> findContent(Statements statements, long bucketId, String key)
            throws SQLException {
        PreparedStatement find = statements.get(FIND_CONTENT);
        find.setLong(1, bucketId);
        find.setString(2, key);
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            ObjectRow object = ObjectRows.read(row);
            return Optional.of(
                    new ObjectContent(
                            object, object.isInline() ? row.getBytes(ObjectRows.COUNT + 1) : null));
        }
    }

    static List<String> garbage(Statements statements, Instant before, int limit)
            throws SQLException {
        PreparedStatement list = statements.get(GARBAGE);
        list.setLong(1, before.toEpochMilli());
        list.setInt(2, limit);
        List<String> blobIds = new ArrayList<>();
        try (ResultSet row = list.executeQuery()) {
            while (row.next()) {
                blobIds.add(row.getString(1));
            }
        }
        return blobIds;
    }

    static List<String> unreferenced(Statements statements, Collection<String> blobIds)
            throws SQLException {
        PreparedStatement find = statements.get(REFERENCED);
        List<String> unreferenced = new ArrayList<>();
        for (String blobId : blobIds) {
            find.setString(1, blobId);
            try (ResultSet row = find.executeQuery()) {
                if (row.next() && row.getInt(1) == 0) {
                    unreferenced.add(blobId);
                }
            }
        }
        return unreferenced;
    }

    static Usage usage(Statements statements) throws SQLException {
        try (ResultSet row = statements.get(USAGE).executeQuery()) {
            row.next();
            return new Usage(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /** The store's identity: proof that the database can be read. */
    static String probe(Statements statements) throws SQLException {
        try (ResultSet row = statements.get(PROBE).executeQuery()) {
            if (!row.next()) {
                throw new SQLException("store_identity is empty");
            }
            return row.getString(1);
        }
    }
}
