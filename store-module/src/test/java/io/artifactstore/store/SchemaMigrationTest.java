package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.ws.classloading.internal.LibertyLikeLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrationTest {

    @TempDir Path folder;

    @Test
    void schemaShouldBeThereWhenMigratedTwice() throws Exception {
        SqliteDatabase database = database();

        SchemaMigration.migrate(database, getClass().getClassLoader());
        SchemaMigration.migrate(database, getClass().getClassLoader());

        assertThat(tables(database)).isEqualTo("7");
    }

    @Test
    void migrationsShouldBeFoundWhenTheLoaderIsLibertys() throws Exception {
        SqliteDatabase database = database();

        SchemaMigration.migrate(database, new LibertyLikeLoader(getClass().getClassLoader()));

        assertThat(tables(database)).isEqualTo("7");
    }

    @Test
    void connectionsShouldFlushEveryCommitWhenOpened() throws Exception {
        SqliteDatabase database = database();
        try (Connection writer = database.openWriter();
                Connection reader = database.openReader()) {
            for (Connection connection : new Connection[] {writer, reader}) {
                assertThat(SqliteDatabase.text(connection, "PRAGMA synchronous")).isEqualTo("2");
                assertThat(SqliteDatabase.text(connection, "PRAGMA journal_mode")).isEqualTo("wal");
                assertThat(SqliteDatabase.text(connection, "PRAGMA foreign_keys")).isEqualTo("1");
            }
            assertThat(SqliteDatabase.text(writer, "PRAGMA cache_size")).isEqualTo("-32768");
            assertThat(SqliteDatabase.text(reader, "PRAGMA cache_size")).isEqualTo("-4096");
        }
    }

    private SqliteDatabase database() throws Exception {
        Path file = folder.resolve("meta.db");
        Files.createFile(file);
        return new SqliteDatabase(file);
    }

    private static String tables(SqliteDatabase database) throws Exception {
        try (Connection connection = database.openReader()) {
            return SqliteDatabase.text(
                    connection,
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name LIKE 'store\\_%' ESCAPE '\\'");
        }
    }
}
