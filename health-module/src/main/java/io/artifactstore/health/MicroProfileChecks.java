package io.artifactstore.health;

import io.artifactstore.api.signal.HealthStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The view of Liberty's health endpoints. Their beans are fixed at deployment, components are not:
 * the two stores and the drain have a check each, and {@code artifact_store} stands for all.
 *
 * <p>No check lets anything escape: Liberty answers a check that throws with 200 and UP.
 */
@ApplicationScoped
public class MicroProfileChecks {

    @Inject HealthBoard board;

    /** For the container. */
    public MicroProfileChecks() {}

    MicroProfileChecks(HealthBoard board) {
        this.board = board;
    }

    /** Up while the process can answer at all. Depends on nothing outside it. */
    @Produces
    @Liveness
    @ApplicationScoped
    public HealthCheck liveness() {
        return guarded(
                "liveness",
                () ->
                        response(
                                "liveness",
                                true,
                                Map.of("message", UptimeProbe.sentence(Uptime.now()))));
    }

    /** Up when the first round of checks is over. */
    @Produces
    @Startup
    @ApplicationScoped
    public HealthCheck startup() {
        return guarded(
                "startup",
                () -> {
                    boolean over = board.firstRoundIsOver();
                    String message =
                            over
                                    ? "The first round of checks is over"
                                    : "The first round of checks is not over yet";
                    return response("startup", over, Map.of("message", message));
                });
    }

    /** Whether the metadata store lets the store be ready. */
    @Produces
    @Readiness
    @ApplicationScoped
    public HealthCheck metadataStore() {
        return guarded(HealthBoard.METADATA_STORE, () -> component(HealthBoard.METADATA_STORE));
    }

    /** Whether the blob store lets the store be ready. */
    @Produces
    @Readiness
    @ApplicationScoped
    public HealthCheck blobStore() {
        return guarded(HealthBoard.BLOB_STORE, () -> component(HealthBoard.BLOB_STORE));
    }

    /** Down while an operator keeps new traffic away. */
    @Produces
    @Readiness
    @ApplicationScoped
    public HealthCheck drain() {
        return guarded(
                "drain",
                () -> {
                    DrainState drain = board.report().drain();
                    return response(
                            "drain", drain == DrainState.OFF, Map.of("message", drain.message()));
                });
    }

    /** Whether the store is ready: the same answer as the application's readiness path. */
    @Produces
    @Readiness
    @ApplicationScoped
    public HealthCheck artifactStore() {
        return guarded(
                "artifact_store",
                () -> {
                    HealthReport report = board.report();
                    Map<String, Object> data = new LinkedHashMap<>();
                    data.put("status", report.status().label());
                    data.put("ready_for_write", Boolean.toString(report.readyForWrite()));
                    for (Reading reading : report.readings()) {
                        data.put(reading.component(), reading.status().label());
                    }
                    if (!report.ready()) {
                        data.put("message", report.why());
                    }
                    return response("artifact_store", report.ready(), data);
                });
    }

    private HealthCheckResponse component(String name) {
        Reading reading = board.find(name);
        if (reading == null) {
            return response(name, true, Map.of("message", "The component is not present"));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", reading.status().label());
        data.put("message", reading.message());
        data.put("age_seconds", Seconds.number(reading.age()));
        return response(name, reading.letsRead(), data);
    }

    private static HealthCheck guarded(String name, Supplier<HealthCheckResponse> check) {
        return () -> {
            try {
                return check.get();
            } catch (Throwable fault) { // An Error too: see the class comment.
                return response(
                        name,
                        false,
                        Map.of(
                                "status",
                                HealthStatus.UNHEALTHY.label(),
                                "message",
                                "The check failed with " + fault.getClass().getSimpleName()));
            }
        };
    }

    private static HealthCheckResponse response(String name, boolean up, Map<String, Object> data) {
        return new HealthCheckResponse(name, up ? Status.UP : Status.DOWN, Optional.of(data));
    }
}
