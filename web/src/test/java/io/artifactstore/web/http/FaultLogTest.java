package io.artifactstore.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultLogTest {

    private final Logger logger = Logger.getLogger(FaultLog.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final FaultLog log = new FaultLog(clock::get);
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    logged.add(line);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Test
    void lostDataShouldBeAnErrorWithItsCause() {
        IllegalStateException cause = new IllegalStateException("blob 0123 is gone");
        log.write("R1", new FaultOccurred(Type.CORRUPT, Component.BLOB), cause);
        log.write("R2", new FaultOccurred(Type.CORRUPT, Component.BLOB), cause);
        assertThat(logged).hasSize(2);
        assertThat(logged.get(0).getLevel()).isEqualTo(Level.SEVERE);
        assertThat(logged.get(0).getThrown()).isSameAs(cause);
        assertThat(logged.get(0).getMessage())
                .isEqualTo("Request R1 failed: blob corrupt: blob 0123 is gone");
    }

    @Test
    void lastingConditionShouldBeLoggedOnceAMinuteWithACount() {
        FaultOccurred full = new FaultOccurred(Type.DISK_FULL, Component.METADATA);
        for (int i = 0; i < 1000; i++) {
            log.write("R" + i, full, new IllegalStateException("disk full"));
        }
        assertThat(logged)
                .extracting(LogRecord::getMessage)
                .containsExactly("Request R0 failed: metadata disk_full: disk full");
        log.write(
                "other",
                new FaultOccurred(Type.OVERLOAD, Component.WEB),
                new IllegalStateException("busy"));
        assertThat(logged).hasSize(2);
        clock.addAndGet(60_000_000_000L);
        log.write("later", full, new IllegalStateException("disk full"));
        assertThat(logged.get(2).getMessage()).endsWith("(and 999 more of this kind before)");
    }
}
