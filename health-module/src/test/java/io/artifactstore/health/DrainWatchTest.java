package io.artifactstore.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.artifactstore.api.signal.Drain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainWatchTest {

    private final ManualTime time = new ManualTime();

    @Test
    void serverWithoutADrainShouldTakeTraffic() {
        assertThat(new DrainWatch(List.of(), Duration.ofSeconds(5), time).state())
                .isEqualTo(DrainState.OFF);
    }

    @Test
    void anyDrainShouldDrain() {
        assertThat(watch(() -> false, () -> true).state()).isEqualTo(DrainState.ON);
        assertThat(watch(() -> false, () -> false).state()).isEqualTo(DrainState.OFF);
    }

    @Test
    void faultShouldLeaveTheAnswerUnknown() {
        assertThat(
                        watch(
                                        () -> {
                                            throw new IllegalStateException("no data folder");
                                        })
                                .state())
                .isEqualTo(DrainState.UNKNOWN);
    }

    @Test
    void hangingDrainShouldHoldOneThreadAndGiveTheOthersTheLastAnswerForAWhile()
            throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        DrainWatch watch =
                watch(
                        () -> {
                            if (asked.incrementAndGet() == 2) {
                                waitFor(release);
                            }
                            return false;
                        });
        assertThat(watch.state()).isEqualTo(DrainState.OFF);

        Thread held = new Thread(watch::state);
        held.start();
        await().until(() -> asked.get() == 2);
        assertThat(watch.state()).isEqualTo(DrainState.OFF);
        time.pass(Duration.ofSeconds(6));
        assertThat(watch.state()).isEqualTo(DrainState.UNKNOWN);
        assertThat(asked).hasValue(2);

        release.countDown();
        held.join();
        assertThat(watch.state()).isEqualTo(DrainState.OFF);
    }

    private DrainWatch watch(BooleanSupplier... drains) {
        List<Supplier<Drain>> suppliers =
                java.util.Arrays.stream(drains).map(DrainWatchTest::drain).toList();
        return new DrainWatch(suppliers, Duration.ofSeconds(5), time);
    }

    private static Supplier<Drain> drain(BooleanSupplier draining) {
        return () ->
                new Drain() {
                    @Override
                    public boolean isDraining() {
                        return draining.getAsBoolean();
                    }

                    @Override
                    public void begin() {
                        // Watching must never change it.
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void end() {
                        // Watching must never change it.
                        throw new UnsupportedOperationException();
                    }
                };
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
