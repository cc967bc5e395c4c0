package io.artifactstore.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundChecksTest {

    private static final HealthSettings FAST =
            new HealthSettings(
                    Duration.ofMillis(10),
                    Duration.ofMillis(200),
                    90,
                    50,
                    true,
                    "/health",
                    "/health/ready",
                    "/health/live");

    private final CountDownLatch hang = new CountDownLatch(1);
    private HealthBoard board;

    @AfterEach
    void stop() {
        hang.countDown();
        board.stop();
    }

    @Test
    void firstRoundShouldBeOverWhenStartReturns() {
        GivenProbe store = GivenProbe.vital("metadata_store", ProbeResult.healthy("Fine"));

        start(patient(), store);

        assertThat(board.firstRoundIsOver()).isTrue();
        assertThat(board.isReady()).isTrue();
        assertThat(store.calls).hasValue(1);
    }

    @Test
    void checksShouldGoOnAndNoticeChange() {
        GivenProbe store = GivenProbe.vital("metadata_store", ProbeResult.healthy("Fine"));
        start(FAST, store);
        assertThat(board.isReady()).isTrue();

        store.now(() -> ProbeResult.unhealthy("The data folder is gone"));
        await().until(() -> !board.isReady());

        store.now(() -> ProbeResult.healthy("Fine"));
        await().until(() -> board.isReady());
    }

    @Test
    void hangingCheckShouldBeDownAfterItsTimeLimitAndLeaveTheOthersAlone() {
        GivenProbe store = GivenProbe.vital("metadata_store", ProbeResult.healthy("Fine"));
        GivenProbe blobs = GivenProbe.vital("blob_store", ProbeResult.healthy("Fine"));
        GivenProbe disk = GivenProbe.minor("disk", ProbeResult.healthy("Fine"));
        blobs.now(this::hangs);
        disk.now(this::hangs);

        start(FAST, store, blobs, disk);
        await().until(() -> board.firstRoundIsOver());

        assertThat(board.find("blob_store").status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(board.find("blob_store").message())
                .isEqualTo("The check has not answered within 0.2 s");
        assertThat(board.find("disk").status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(board.isReady()).isFalse();
        int before = store.calls.get();
        await().until(() -> store.calls.get() > before + 3);
        assertThat(board.find("metadata_store").status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(blobs.calls).as("not started again while it hangs").hasValue(1);

        blobs.now(() -> ProbeResult.healthy("Fine"));
        hang.countDown();
        await().until(() -> board.isReady());
        assertThat(blobs.calls).hasValueGreaterThan(1);
    }

    @Test
    void throwingCheckShouldBeRunAgain() {
        GivenProbe store =
                GivenProbe.vital("metadata_store", ProbeResult.healthy("Fine"))
                        .now(
                                () -> {
                                    throw new NoClassDefFoundError("x");
                                });
        start(FAST, store);
        assertThat(board.isReady()).isFalse();

        await().until(() -> store.calls.get() > 3);
        store.now(() -> ProbeResult.healthy("Fine"));
        await().until(() -> board.isReady());
    }

    @Test
    void eachCheckShouldHaveADaemonThreadOfItsOwn() {
        AtomicReference<Thread> first = new AtomicReference<>();
        AtomicReference<Thread> second = new AtomicReference<>();
        start(
                FAST,
                GivenProbe.vital("metadata_store", null).now(() -> keep(first)),
                GivenProbe.vital("blob_store", null).now(() -> keep(second)));

        assertThat(first.get().isDaemon()).isTrue();
        assertThat(first.get()).isNotSameAs(second.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void stopShouldEndEveryThread() {
        start(FAST, GivenProbe.vital("metadata_store", ProbeResult.healthy("Fine")));
        assertThat(healthThreads()).isNotEmpty();

        board.stop();

        assertThat(healthThreads()).isEmpty();
    }

    @Test
    void stopShouldNotWaitLongForACheckThatHangs() {
        start(
                FAST,
                GivenProbe.vital("metadata_store", ProbeResult.healthy("Fine")).now(this::hangs));

        board.stop();

        assertThat(healthThreads()).containsExactly("health-metadata_store");
        hang.countDown();
        await().until(() -> healthThreads().isEmpty());
    }

    private ProbeResult hangs() throws InterruptedException {
        hang.await();
        return ProbeResult.healthy("Fine");
    }

    private static ProbeResult keep(AtomicReference<Thread> thread) {
        thread.set(Thread.currentThread());
        return ProbeResult.healthy("Fine");
    }

    /** A round that no slow machine breaks off, and no second one. */
    private static HealthSettings patient() {
        return new HealthSettings(
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                90,
                50,
                true,
                "/health",
                "/health/ready",
                "/health/live");
    }

    private void start(HealthSettings settings, GivenProbe... probes) {
        List<ComponentCheck> checks =
                Stream.of(probes)
                        .map(
                                probe ->
                                        new ComponentCheck(
                                                probe.component(),
                                                probe.makesUnready(),
                                                probe,
                                                settings,
                                                Time.SYSTEM))
                        .toList();
        board = new HealthBoard(checks, List.of(), settings, Time.SYSTEM);
        board.start();
    }

    private static List<String> healthThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("health-"))
                .toList();
    }
}
