package io.artifactstore.health;

import io.artifactstore.api.signal.GaugeSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Health as gauges. */
@ApplicationScoped
public class HealthGauges implements GaugeSource {

    @Inject HealthBoard board;

    /** For the container. */
    public HealthGauges() {}

    HealthGauges(HealthBoard board) {
        this.board = board;
    }

    @Override
    public List<Gauge> gauges() {
        List<Gauge> gauges = new ArrayList<>();
        gauges.add(
                new Gauge(
                        "artifact_store_ready",
                        "1 while the store is ready for traffic, else 0.",
                        Map.of(),
                        () -> board.isReady() ? 1 : 0));
        gauges.add(
                new Gauge(
                        "artifact_store_ready_for_write",
                        "1 while the store is ready for writes, else 0.",
                        Map.of(),
                        () -> board.isReadyForWrite() ? 1 : 0));
        for (String component : board.components()) {
            Map<String, String> labels = Map.of("component", component);
            gauges.add(
                    new Gauge(
                            "health_component_status",
                            "2 while the component is healthy, 1 while degraded, 0 while unhealthy.",
                            labels,
                            () -> board.statusOf(component)));
            gauges.add(
                    new Gauge(
                            "health_check_age_seconds",
                            "Seconds since the component's last check ended.",
                            labels,
                            () -> board.ageOf(component)));
        }
        return gauges;
    }
}
