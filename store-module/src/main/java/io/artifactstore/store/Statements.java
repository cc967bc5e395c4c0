package io.artifactstore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A connection with the statements it has prepared so far. Used by one thread at a time. */
final class Statements implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Statements.class.getName());

    private final Connection connection;
    // Keys are constants of the classes that ask, so identity is enough, and cheaper than hashing
    // SQL.
    private final Map<String, PreparedStatement> prepared = new IdentityHashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /**
     * @param sql a constant
     */
    PreparedStatement get(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    void execute(String sql) throws SQLException {
        get(sql).execute();
    }

    /**
     * Prepares anew from now on: the driver finalises a statement that failed, and it would fail
     * for ever.
     */
    void forget() {
        for (PreparedStatement statement : prepared.values()) {
            try {
                statement.close();
            } catch (SQLException fault) {
                LOG.log(Level.FINE, "A statement could not be closed", fault);
            }
        }
        prepared.clear();
    }

    @Override
    public void close() {
        forget();
        try {
            connection.close();
        } catch (SQLException fault) {
            LOG.log(Level.FINE, "A connection could not be closed", fault);
        }
    }
}
