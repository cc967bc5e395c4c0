package io.artifactstore.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.signal.ProbeResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateLogTest {

    private final Logger logger = Logger.getLogger(StateLog.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    logged.add(entry);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void changeShouldBeLoggedOnce() {
        GivenProbe blobs = GivenProbe.vital("blob_store", ProbeResult.healthy("Fine"));
        Boards boards = Boards.withStoreAnd(blobs);
        StateLog log = new StateLog();

        observe(log, boards, 3);
        assertThat(take()).containsExactly("INFO The store is ready.");

        IOException fault = new IOException("gone");
        blobs.now(
                () -> {
                    throw fault;
                });
        boards.check();
        observe(log, boards, 3);
        assertThat(logged.get(0).getThrown()).isSameAs(fault);
        assertThat(take())
                .containsExactly(
                        "WARNING blob_store is unhealthy: The check failed with IOException.",
                        "WARNING The store is not ready: blob_store: The check failed with IOException.");

        blobs.now(() -> ProbeResult.healthy("Fine"));
        boards.check();
        observe(log, boards, 3);
        assertThat(take())
                .containsExactly("INFO blob_store is healthy: Fine.", "INFO The store is ready.");

        boards.draining = true;
        observe(log, boards, 3);
        assertThat(take()).containsExactly("INFO The store is not ready: The server is draining.");
    }

    private static void observe(StateLog log, Boards boards, int times) {
        for (int i = 0; i < times; i++) {
            log.observe(boards.board.report());
        }
    }

    private List<String> take() {
        List<String> lines =
                logged.stream().map(entry -> entry.getLevel() + " " + entry.getMessage()).toList();
        logged.clear();
        return lines;
    }
}
