package io.artifactstore.store;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.store.Checksum;
import io.artifactstore.api.store.ChecksumAlgorithm;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.ObjectRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Between {@link ObjectRow} and a row of {@code store_object}. */
final class ObjectRows {

    /** In the order in which {@link #read} expects them. */
    static final String COLUMNS =
            "o.key, o.size, o.etag, o.sha256, o.modified_at, o.type, o.owner, o.checksum, o.content_type, o.headers,"
                    + " o.blob_id";

    /** Columns in {@link #COLUMNS}. */
    static final int COUNT = 11;

    private static final Map<String, ArtifactType> TYPES = new HashMap<>();

    static {
        for (ArtifactType type : ArtifactType.values()) {
            TYPES.put(type.label(), type);
        }
    }

    private ObjectRows() {}

    /** A type that a later version wrote is {@code OTHER} here. */
    static ArtifactType typeOf(String label) {
        return TYPES.getOrDefault(label, ArtifactType.OTHER);
    }

    static ObjectRow read(ResultSet row) throws SQLException {
        return new ObjectRow(info(row), row.getString(11));
    }

    static ObjectInfo info(ResultSet row) throws SQLException {
        return info(row, row.getString(1));
    }

    static ObjectInfo info(ResultSet row, String key) throws SQLException {
        return new ObjectInfo(
                key,
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                checksum(row.getString(8)),
                Instant.ofEpochMilli(row.getLong(5)),
                typeOf(row.getString(6)),
                row.getString(7),
                headers(row.getString(9), row.getString(10)));
    }

    private static ObjectHeaders headers(String contentType, String text) {
        if (contentType == null && text == null) {
            return ObjectHeaders.NONE;
        }
        HeaderText.Parsed parsed = HeaderText.parse(text);
        return new ObjectHeaders(contentType, parsed.standard(), parsed.user());
    }

    /** Written as {@code CRC32:NhCmhg==}. */
    private static Checksum checksum(String text) {
        if (text == null) {
            return null;
        }
        int colon = text.indexOf(':');
        return new Checksum(
                ChecksumAlgorithm.valueOf(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** Binds all columns in the order of the table. */
    static void bind(PreparedStatement put, long bucketId, ObjectRow row, long inlineId)
            throws SQLException {
        ObjectInfo info = row.info();
        put.setLong(1, bucketId);
        put.setString(2, info.key());
        put.setLong(3, info.size());
        put.setString(4, info.etag());
        put.setString(5, info.sha256());
        put.setLong(6, info.lastModified().toEpochMilli());
        put.setString(7, info.type().label());
        put.setString(8, info.owner());
        put.setString(
                9,
                info.checksum() == null
                        ? null
                        : info.checksum().algorithm().name() + ":" + info.checksum().value());
        put.setString(10, info.headers().contentType());
        put.setString(11, HeaderText.of(info.headers().standard(), info.headers().user()));
        put.setString(12, row.blobId());
        if (row.isInline()) {
            put.setLong(13, inlineId);
        } else {
            put.setNull(13, java.sql.Types.INTEGER);
        }
    }
}
