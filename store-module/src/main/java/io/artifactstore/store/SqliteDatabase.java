package io.artifactstore.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to {@code meta.db} that are known to flush every commit. */
final class SqliteDatabase {

    private static final int WRITER_CACHE_KIB = 32 * 1024;
    private static final int READER_CACHE_KIB = 4 * 1024;

    private final Path file;

    SqliteDatabase(Path file) {
        this.file = file;
    }

    Connection openWriter() throws SQLException {
        return open(WRITER_CACHE_KIB);
    }

    Connection openReader() throws SQLException {
        Connection connection = open(READER_CACHE_KIB);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only=ON");
            return connection;
        } catch (SQLException fault) {
            connection.close();
            throw fault;
        }
    }

    private Connection open(int cacheKib) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // A database that is away must not come back as an empty one.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // Costs a statement after each INSERT, and nobody asks for the keys.
        config.setGetGeneratedKeys(false);
        Connection connection =
                JDBC.createConnection(
                        "jdbc:sqlite:"
                                + file
                                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=on&cache_size=-"
                                + cacheKib,
                        config.toProperties());
        try {
            requirePragma(connection, "synchronous", "2");
            requirePragma(connection, "journal_mode", "wal");
            return connection;
        } catch (SQLException | RuntimeException fault) {
            connection.close();
            throw fault;
        }
    }

    private static void requirePragma(Connection connection, String name, String value)
            throws SQLException {
        String actual = text(connection, "PRAGMA " + name);
        if (!value.equals(actual)) {
            throw new SQLException(
                    "PRAGMA "
                            + name
                            + " is "
                            + actual
                            + " and must be "
                            + value
                            + ": commits would not be durable");
        }
    }

    /** The first column of the first row, or null. */
    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /**
     * Reads the whole database for damage, and moves everything from the log into the database,
     * each page written anew: after a failed flush the log may hold pages that only the kernel's
     * memory has, marked as clean, and nothing may be appended behind them.
     */
    static void verify(Connection fresh) throws SQLException {
        String damage = text(fresh, "PRAGMA quick_check(1)");
        if (!"ok".equals(damage)) {
            throw new SQLException("PRAGMA quick_check: " + damage);
        }
        String busy = text(fresh, "PRAGMA wal_checkpoint(TRUNCATE)");
        if (!"0".equals(busy)) {
            throw new SQLException("PRAGMA wal_checkpoint(TRUNCATE): a reader was in the way");
        }
    }
}
