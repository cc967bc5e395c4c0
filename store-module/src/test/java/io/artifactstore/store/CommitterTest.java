package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The committer when the Java machine fails, which no mutation can be blamed for. */
class CommitterTest {

    private static final long TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

    @TempDir Path folder;
    private final AtomicInteger commits = new AtomicInteger();
    private volatile WriteHandle.Commit commit = WriteSession::commit;
    private volatile Runnable forget = () -> {};
    private TestStore store;
    private ReaderPool readers;
    private Committer committer;

    @BeforeEach
    void open() throws Exception {
        store = TestStore.in(folder.resolve("data"));
        DataFolder data = store.store().folder();
        SqliteDatabase database = new SqliteDatabase(data.metaDb());
        Presence presence = Presence.of(data.metaDb());
        readers = new ReaderPool(database, presence, 1, TIMEOUT_NANOS);
        WriteHandle handle =
                new WriteHandle(
                        database,
                        readers,
                        presence,
                        data.root(),
                        session -> {
                            commits.incrementAndGet();
                            commit.commit(session);
                        },
                        Duration.ofMillis(20).toNanos(),
                        () -> forget.run());
        committer = new Committer(handle, 16, TIMEOUT_NANOS);
        committer.start();
    }

    @AfterEach
    void close() {
        committer.close();
        readers.close();
        store.close();
    }

    @Test
    void committerShouldGoOnWhenWhatFollowsACommitThrowsAnError() {
        String first =
                committer.submit(
                        session -> "durable",
                        1,
                        done -> {
                            throw new OutOfMemoryError("made for a test");
                        });

        assertThat(first).isEqualTo("durable");
        assertThat(write()).isEqualTo("written");
    }

    @Test
    void committerShouldGoOnWhenVerifyingThrowsAnError() {
        commit =
                session -> {
                    if (commits.get() == 1) {
                        throw new SQLiteException("made", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
                    }
                    if (commits.get() == 2) {
                        throw new OutOfMemoryError("made for a test");
                    }
                    session.commit();
                };

        assertThatThrownBy(this::write).isInstanceOf(S3Exception.class);

        Awaitility.await()
                .ignoreException(S3Exception.class)
                .untilAsserted(() -> assertThat(write()).isEqualTo("written"));
        assertThat(commits.get()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void callersShouldBeAnsweredWhenUndoingABatchThrowsAnError() {
        commit =
                session -> {
                    commit = WriteSession::commit;
                    throw new SQLiteException("made", SQLiteErrorCode.SQLITE_FULL);
                };
        forget =
                () -> {
                    forget = () -> {};
                    throw new OutOfMemoryError("made for a test");
                };

        assertThatThrownBy(this::write)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo(S3ErrorCode.INTERNAL_ERROR);
                            assertThat(((StoreFault) fault.getCause()).type())
                                    .isEqualTo(Type.INTERNAL);
                        });
        Awaitility.await()
                .ignoreException(S3Exception.class)
                .untilAsserted(() -> assertThat(write()).isEqualTo("written"));
    }

    private String write() {
        return committer.submit(
                session -> {
                    session.probe();
                    return "written";
                },
                1,
                done -> {});
    }
}
