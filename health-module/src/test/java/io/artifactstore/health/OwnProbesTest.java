package io.artifactstore.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnProbesTest {

    private static final long MIB = 1 << 20;

    @Test
    void memoryShouldBeDegradedOnlyWhenItStaysFull() {
        AtomicLong used = new AtomicLong(95);
        MemoryProbe probe =
                new MemoryProbe(
                        () -> new MemoryUsage(0, used.get() * MIB, 100 * MIB, 100 * MIB), 90);
        assertThat(probe.check().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(probe.check().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(probe.check())
                .isEqualTo(ProbeResult.degraded("95 % of the heap of 100 MiB is in use"));

        used.set(20);
        assertThat(probe.check())
                .isEqualTo(ProbeResult.healthy("20 % of the heap of 100 MiB is in use"));

        used.set(95);
        assertThat(probe.check().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(probe.check().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(probe.check().status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void memoryShouldCompareWithWhatIsCommittedWhereThereIsNoMaximum() {
        MemoryProbe probe = new MemoryProbe(() -> new MemoryUsage(0, 50 * MIB, 100 * MIB, -1), 90);

        assertThat(probe.check().message()).startsWith("50 % of the heap of 100 MiB");
    }

    @Test
    void threadsShouldBeDegradedWhenTooManyAreBlocked() throws InterruptedException {
        Object lock = new Object();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder =
                new Thread(
                        () -> {
                            synchronized (lock) {
                                held.countDown();
                                waitFor(release);
                            }
                        });
        holder.start();
        held.await();
        Thread blocked =
                new Thread(
                        () -> {
                            synchronized (lock) {
                                lock.notifyAll();
                            }
                        });
        blocked.start();
        try {
            await().until(() -> blocked.getState() == Thread.State.BLOCKED);

            assertThat(new ThreadsProbe(ManagementFactory.getThreadMXBean(), 1).check().status())
                    .isEqualTo(HealthStatus.DEGRADED);
            ProbeResult tolerant =
                    new ThreadsProbe(ManagementFactory.getThreadMXBean(), 100).check();
            assertThat(tolerant.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(tolerant.message()).matches("[1-9]\\d* of \\d+ threads wait for a lock");
        } finally {
            release.countDown();
            holder.join();
            blocked.join();
        }
    }

    @Test
    void uptimeShouldAlwaysBeHealthyWithASentence() {
        ProbeResult result = new UptimeProbe().check();

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.message()).matches("Running for \\d+ d \\d\\d:\\d\\d:\\d\\d");
        assertThat(UptimeProbe.sentence(Duration.parse("P3DT4H5M6.7S")))
                .isEqualTo("Running for 3 d 04:05:06");
    }

    @Test
    void ownProbesShouldNotMakeTheStoreUnready() {
        assertThat(new UptimeProbe().makesUnready()).isFalse();
        assertThat(new MemoryProbe().makesUnready()).isFalse();
        assertThat(new ThreadsProbe().makesUnready()).isFalse();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
