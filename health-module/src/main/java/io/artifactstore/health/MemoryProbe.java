package io.artifactstore.health;

import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whether the heap fills up. */
@ApplicationScoped
public class MemoryProbe implements HealthProbe {

    /**
     * The heap is as full as the lowest of this many readings: just before a collection it is
     * always nearly full, and that says nothing.
     */
    private static final int READINGS = 3;

    private final long[] used = new long[READINGS];
    private int taken;
    private final Supplier<MemoryUsage> heap;
    private final int warnPercent;

    /** For the container. */
    public MemoryProbe() {
        this(
                ManagementFactory.getMemoryMXBean()::getHeapMemoryUsage,
                HealthSettings.from(ConfigProvider.getConfig()).memoryWarnPercent());
    }

    MemoryProbe(Supplier<MemoryUsage> heap, int warnPercent) {
        this.heap = heap;
        this.warnPercent = warnPercent;
    }

    @Override
    public String component() {
        return "memory";
    }

    @Override
    public boolean makesUnready() {
        return false;
    }

    @Override
    public synchronized ProbeResult check() {
        MemoryUsage usage = heap.get();
        used[taken % READINGS] = usage.getUsed();
        taken++;
        long largest = usage.getMax() > 0 ? usage.getMax() : usage.getCommitted();
        long percent = largest == 0 ? 0 : lowest() * 100 / largest;
        String sentence =
                String.format(
                        Locale.ROOT,
                        "%d %% of the heap of %d MiB is in use",
                        percent,
                        largest >> 20);
        // Degraded only with all readings taken, so that a start-up peak is no alarm.
        return percent >= warnPercent && taken >= READINGS
                ? ProbeResult.degraded(sentence)
                : ProbeResult.healthy(sentence);
    }

    private long lowest() {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < Math.min(taken, READINGS); i++) {
            lowest = Math.min(lowest, used[i]);
        }
        return lowest;
    }
}
