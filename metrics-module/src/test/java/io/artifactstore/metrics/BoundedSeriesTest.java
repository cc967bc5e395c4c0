package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntUnaryOperator;
import org.eclipse.microprofile.metrics.Counter;
import org.junit.jupiter.api.Test;

class BoundedSeriesTest {

    private static final String OTHER = "other";

    private final Registered registered = new Registered();
    private final Count overflowed = new Count();

    @Test
    void tuplesShouldBeCountedNotKeys() {
        BoundedSeries<String, LongAdder> series = bounded(2, 3);
        series.of("a", 0).increment();
        series.of("a", 1).increment();
        series.of("b", 0).increment();
        series.of("b", 1).increment();
        series.of("a", 1).increment();

        assertThat(registered.values())
                .containsOnly(
                        Map.entry("a/0", 1L),
                        Map.entry("a/1", 2L),
                        Map.entry("b/0", 1L),
                        Map.entry("other/1", 1L));
        assertThat(overflowed.getCount()).isEqualTo(1);
    }

    @Test
    void pinnedKeyShouldTakeNoPlace() {
        BoundedSeries<String, LongAdder> series = bounded(2, 1);
        series.pin("none");
        series.of("a", 0).increment();
        series.of("none", 0).increment();
        series.of("none", 1).increment();

        assertThat(registered.values()).containsKeys("a/0", "none/0", "none/1");
        assertThat(overflowed.getCount()).isZero();
    }

    @Test
    void oldestGoneKeyShouldGiveWayFirstAndWithAllItsTuples() {
        BoundedSeries<String, LongAdder> series = bounded(2, 4);
        series.of("young", 0).increment();
        series.of("old", 0).increment();
        series.of("old", 1).increment();
        series.of("kept", 0).increment();
        series.forget("old");
        series.forget("young");
        series.of("new", 0).increment();

        assertThat(registered.values()).containsOnlyKeys("young/0", "kept/0", "new/0");

        series.of("new", 1).increment();
        series.of("newer", 0).increment();
        series.of("newest", 0).increment();

        assertThat(registered.values())
                .containsOnlyKeys("kept/0", "new/0", "new/1", "newer/0", "other/0");
    }

    @Test
    void goneKeyShouldNotGiveWayToItself() {
        BoundedSeries<String, LongAdder> series = bounded(2, 1);
        series.of("a", 0).increment();
        series.forget("a");
        series.of("a", 1).increment();
        series.of("a", 0).increment();

        assertThat(registered.values())
                .containsOnly(Map.entry("a/0", 2L), Map.entry("other/1", 1L));
    }

    @Test
    void lateOperationOnAGoneKeyShouldNotHoldAPlaceForEver() {
        BoundedSeries<String, LongAdder> series = bounded(1, 1);
        series.forget("late");
        series.of("late", 0).increment();
        series.of("new", 0).increment();

        assertThat(registered.values()).containsOnly(Map.entry("new/0", 1L));
    }

    @Test
    void keyThatExistsAgainShouldKeepItsPlace() {
        BoundedSeries<String, LongAdder> series = bounded(1, 1);
        series.of("a", 0).increment();
        series.forget("a");
        series.remember("a");
        series.of("b", 0).increment();

        assertThat(registered.values())
                .containsOnly(Map.entry("a/0", 1L), Map.entry("other/0", 1L));
    }

    @Test
    void totalsShouldBeExactWhenManyThreadsReachTheBound() throws Exception {
        int threads = 8;
        int events = 50_000;
        BoundedSeries<String, LongAdder> series = bounded(4, 40);
        run(
                threads,
                thread -> {
                    for (int i = 0; i < events; i++) {
                        series.of("k" + (i * 31 + thread) % 200, i % 4).increment();
                    }
                });

        assertThat(registered.total()).isEqualTo((long) threads * events);
        assertThat(registered.admitted()).isEqualTo(40);
        assertThat(registered.sumOf(OTHER)).isEqualTo(overflowed.getCount()).isPositive();
    }

    @Test
    void boundShouldHoldWhenKeysComeAndGoConcurrently() throws Exception {
        BoundedSeries<String, LongAdder> series = bounded(2, 20);
        run(
                6,
                thread -> {
                    for (int i = 0; i < 5_000; i++) {
                        String key = "t" + thread + "-" + i % 50;
                        series.remember(key);
                        series.of(key, i % 2).increment();
                        series.forget(key);
                    }
                });

        assertThat(registered.admitted()).isLessThanOrEqualTo(20);
        assertThat(registered.highest()).isLessThanOrEqualTo(20);
        // All are gone, so new ones find room again.
        for (int i = 0; i < 20; i++) {
            series.of("fresh" + i, 0).increment();
        }
        assertThat(registered.values().keySet().stream().filter(id -> id.startsWith("fresh")))
                .hasSize(20);
    }

    private BoundedSeries<String, LongAdder> bounded(int variants, int maxTuples) {
        return new BoundedSeries<>(
                registered, variants, maxTuples, OTHER, IntUnaryOperator.identity(), overflowed);
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void run(int threads, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier together = new CyclicBarrier(threads);
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                running.add(
                        executor.submit(
                                () -> {
                                    together.await();
                                    work.run(number);
                                    return null;
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Stands for the registry: knows what is registered now, and the most there ever was. */
    private static final class Registered implements BoundedSeries.Source<String, LongAdder> {

        private final Map<String, LongAdder> instruments = new ConcurrentHashMap<>();
        private volatile long highest;

        @Override
        public LongAdder create(String key, int variant) {
            LongAdder made = new LongAdder();
            if (instruments.put(key + "/" + variant, made) != null) {
                throw new AssertionError(key + "/" + variant + " was registered twice");
            }
            highest = Math.max(highest, admitted());
            return made;
        }

        @Override
        public void remove(String key, int variant) {
            if (instruments.remove(key + "/" + variant) == null) {
                throw new AssertionError(key + "/" + variant + " was not registered");
            }
        }

        Map<String, Long> values() {
            Map<String, Long> values = new ConcurrentHashMap<>();
            instruments.forEach((id, value) -> values.put(id, value.sum()));
            return values;
        }

        long total() {
            return instruments.values().stream().mapToLong(LongAdder::sum).sum();
        }

        long admitted() {
            return instruments.keySet().stream().filter(id -> !id.startsWith(OTHER)).count();
        }

        long highest() {
            return highest;
        }

        long sumOf(String key) {
            return instruments.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(key + "/"))
                    .mapToLong(entry -> entry.getValue().sum())
                    .sum();
        }
    }

    private static final class Count implements Counter {

        private final LongAdder count = new LongAdder();

        @Override
        public void inc() {
            count.increment();
        }

        @Override
        public void inc(long n) {
            count.add(n);
        }

        @Override
        public long getCount() {
            return count.sum();
        }
    }
}
