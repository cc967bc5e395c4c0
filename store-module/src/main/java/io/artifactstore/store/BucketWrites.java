package io.artifactstore.store;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.BucketInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The statements that create and delete buckets. */
final class BucketWrites {

    private static final String FIND = "SELECT id, owner FROM store_bucket WHERE name = ?";
    private static final String ADD =
            "INSERT INTO store_bucket (name, owner, created_at) VALUES (?, ?, ?) RETURNING id";
    private static final String ANY_OBJECT =
            "SELECT 1 FROM store_object WHERE bucket_id = ? LIMIT 1";
    private static final String DELETE = "DELETE FROM store_bucket WHERE id = ?";

    private BucketWrites() {}

    static BucketInfo create(Statements statements, String name, String owner, Instant createdAt)
            throws SQLException {
        PreparedStatement find = statements.get(FIND);
        find.setString(1, name);
        try (ResultSet row = find.executeQuery()) {
            if (row.next()) {
                throw new S3Exception(
                        owner.equals(row.getString(2))
                                ? S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU
                                : S3ErrorCode.BUCKET_ALREADY_EXISTS);
            }
        }
        long millis = createdAt.toEpochMilli();
        PreparedStatement add = statements.get(ADD);
        add.setString(1, name);
        add.setString(2, owner);
        add.setLong(3, millis);
        try (ResultSet row = add.executeQuery()) {
            row.next();
            return new BucketInfo(row.getLong(1), name, owner, Instant.ofEpochMilli(millis));
        }
    }

    static void delete(Statements statements, String name) throws SQLException {
        long id;
        PreparedStatement find = statements.get(FIND);
        find.setString(1, name);
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", name);
            }
            id = row.getLong(1);
        }
        PreparedStatement any = statements.get(ANY_OBJECT);
        any.setLong(1, id);
        try (ResultSet row = any.executeQuery()) {
            if (row.next()) {
                throw new S3Exception(S3ErrorCode.BUCKET_NOT_EMPTY).with("BucketName", name);
            }
        }
        PreparedStatement delete = statements.get(DELETE);
        delete.setLong(1, id);
        delete.executeUpdate();
    }
}
