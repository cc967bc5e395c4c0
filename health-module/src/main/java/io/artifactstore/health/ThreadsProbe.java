package io.artifactstore.health;

import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whether threads wait for each other instead of working. */
@ApplicationScoped
public class ThreadsProbe implements HealthProbe {

    private final ThreadMXBean threads;
    private final int blockedPercent;

    /** For the container. */
    public ThreadsProbe() {
        this(
                ManagementFactory.getThreadMXBean(),
                HealthSettings.from(ConfigProvider.getConfig()).threadsBlockedPercent());
    }

    ThreadsProbe(ThreadMXBean threads, int blockedPercent) {
        this.threads = threads;
        this.blockedPercent = blockedPercent;
    }

    @Override
    public String component() {
        return "threads";
    }

    @Override
    public boolean makesUnready() {
        return false;
    }

    @Override
    public ProbeResult check() {
        long[] deadlocked = threads.findDeadlockedThreads();
        if (deadlocked != null) {
            return ProbeResult.degraded(deadlocked.length + " threads are deadlocked");
        }
        int live = 0;
        int blocked = 0;
        // Without stacks: it is the state that counts, and this is cheap.
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null) {
                live++;
                blocked += info.getThreadState() == Thread.State.BLOCKED ? 1 : 0;
            }
        }
        String sentence = blocked + " of " + live + " threads wait for a lock";
        return blocked > 0 && blocked * 100L >= (long) blockedPercent * live
                ? ProbeResult.degraded(sentence)
                : ProbeResult.healthy(sentence);
    }
}
