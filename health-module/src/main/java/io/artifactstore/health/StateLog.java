package io.artifactstore.health;

import io.artifactstore.api.signal.HealthStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs each change of state once. Used by one thread. */
final class StateLog {

    private static final Logger LOG = Logger.getLogger(StateLog.class.getName());

    private final Map<String, HealthStatus> known = new HashMap<>();
    private Boolean ready;

    void observe(HealthReport report) {
        for (Reading reading : report.readings()) {
            HealthStatus before = known.put(reading.component(), reading.status());
            if (before == reading.status()
                    || (before == null && reading.status() == HealthStatus.HEALTHY)) {
                continue;
            }
            LOG.log(
                    reading.status() == HealthStatus.HEALTHY ? Level.INFO : Level.WARNING,
                    reading.component()
                            + " is "
                            + reading.status().label()
                            + ": "
                            + reading.message()
                            + ".",
                    reading.fault());
        }
        if (ready == null || ready != report.ready()) {
            ready = report.ready();
            LOG.log(
                    ready || report.drain() == DrainState.ON ? Level.INFO : Level.WARNING,
                    ready ? "The store is ready." : "The store is not ready: " + report.why());
        }
    }
}
