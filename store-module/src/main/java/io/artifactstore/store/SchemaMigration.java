package io.artifactstore.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema of this module's tables up to date. */
final class SchemaMigration {

    /** Of this module alone: others keep their own location and history in the same database. */
    static final String LOCATION = "db/migration/store";

    private static final String HISTORY = "store_schema_history";

    private SchemaMigration() {}

    /**
     * @throws FlywayException if a migration fails or does not fit the ones already applied
     */
    static void migrate(SqliteDatabase database, ClassLoader loader) {
        Flyway.configure(loader)
                .dataSource(new Connections(database))
                .locations("classpath:" + LOCATION)
                // There are none: looked for in their default place they are an error in the log.
                .callbackLocations(new String[0])
                .table(HISTORY)
                .failOnMissingLocations(true)
                .baselineOnMigrate(false)
                .load()
                .migrate();
    }

    /** Flyway wants a data source; the driver is called directly, not through DriverManager. */
    private record Connections(SqliteDatabase database) implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return database.openWriter();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            // The driver writes no log.
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // Opening a file does not wait for anybody.
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("no parent logger");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("not a wrapper");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
