package io.artifactstore.health;

import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** How long the process has been running: always healthy, a sentence for whoever reads reports. */
@ApplicationScoped
public class UptimeProbe implements HealthProbe {

    @Override
    public String component() {
        return "uptime";
    }

    @Override
    public boolean makesUnready() {
        return false;
    }

    @Override
    public ProbeResult check() {
        return ProbeResult.healthy(sentence(Uptime.now()));
    }

    static String sentence(Duration uptime) {
        return String.format(
                Locale.ROOT,
                "Running for %d d %02d:%02d:%02d",
                uptime.toDays(),
                uptime.toHoursPart(),
                uptime.toMinutesPart(),
                uptime.toSecondsPart());
    }
}
