package io.artifactstore.store;

import io.artifactstore.api.store.ListQuery;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.ObjectPage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a listing. Rows are read in key order from one statement; what lies under a common
 * prefix is skipped by seeking behind it, unless it turns out to be only a few rows.
 */
final class ObjectListing {

    private static final String PAGE =
            "SELECT "
                    + ObjectRows.COLUMNS
                    + " FROM store_object o WHERE o.bucket_id = ? AND o.key >= ? AND o.key < ? ORDER BY o.key LIMIT ?";

    /** Rows of one common prefix that are stepped over before a seek is cheaper. */
    private static final int STEP = 8;

    /** Sorts behind every text in SQLite. */
    private static final byte[] END = new byte[0];

    private final ListQuery query;
    private final List<ObjectInfo> objects = new ArrayList<>();
    private final List<String> commonPrefixes = new ArrayList<>();
    private String last = "";
    private String from;
    private String rolledUp;
    private boolean truncated;

    private ObjectListing(ListQuery query) {
        this.query = query;
        this.from = start();
    }

    static ObjectPage page(Statements statements, long bucketId, ListQuery query)
            throws SQLException {
        ObjectListing listing = new ObjectListing(query);
        if (query.limit() > 0) {
            String until = KeyOrder.behind(query.prefix());
            while (listing.from != null && listing.read(statements.get(PAGE), bucketId, until)) {
                continue;
            }
        }
        return new ObjectPage(
                listing.objects, listing.commonPrefixes, listing.truncated, listing.last);
    }

    /** The first key that may be listed, or null if none may. */
    private String start() {
        String after = query.after();
        if (after.isEmpty()) {
            return query.prefix();
        }
        // What is rolled up sorts where its common prefix does: at or before a key in it.
        String common = after.startsWith(query.prefix()) ? commonPrefix(after) : null;
        String behind = common == null ? KeyOrder.after(after) : KeyOrder.behind(common);
        return behind == null ? null : KeyOrder.later(behind, query.prefix());
    }

    /** Reads from {@link #from} on; true if another statement is needed. */
    private boolean read(PreparedStatement statement, long bucketId, String until)
            throws SQLException {
        int wanted = query.limit() + 1 - count();
        statement.setLong(1, bucketId);
        statement.setString(2, from);
        if (until == null) {
            statement.setBytes(3, END);
        } else {
            statement.setString(3, until);
        }
        statement.setInt(4, wanted);
        int read = 0;
        int stepped = 0;
        String key = null;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                read++;
                key = row.getString(1);
                if (rolledUp != null && key.startsWith(rolledUp)) {
                    if (++stepped == STEP) {
                        break;
                    }
                    continue;
                }
                if (count() == query.limit()) {
                    truncated = true;
                    return false;
                }
                add(row, key);
                stepped = 0;
            }
        }
        if (read < wanted && stepped < STEP) {
            return false;
        }
        from = rolledUp == null ? KeyOrder.after(key) : KeyOrder.behind(rolledUp);
        return true;
    }

    private void add(ResultSet row, String key) throws SQLException {
        rolledUp = commonPrefix(key);
        if (rolledUp == null) {
            objects.add(ObjectRows.info(row, key));
            last = key;
        } else {
            commonPrefixes.add(rolledUp);
            last = rolledUp;
        }
    }

    private int count() {
        return objects.size() + commonPrefixes.size();
    }

    /** What {@code key} is rolled up into, or null. */
    private String commonPrefix(String key) {
        String delimiter = query.delimiter();
        if (delimiter.isEmpty()) {
            return null;
        }
        int at = key.indexOf(delimiter, query.prefix().length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
}
