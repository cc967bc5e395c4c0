package io.artifactstore.health;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.SignalEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The application's own health paths, open to anybody. */
@ApplicationScoped
public class HealthEndpoint implements SignalEndpoint {

    private static final String JSON = "application/json";

    @Inject HealthBoard board;

    /** For the container. */
    public HealthEndpoint() {}

    HealthEndpoint(HealthBoard board) {
        this.board = board;
    }

    @Override
    public List<String> paths() {
        HealthSettings settings = board.settings();
        return settings.viewEnabled()
                ? List.of(settings.healthPath(), settings.readinessPath(), settings.livenessPath())
                : List.of();
    }

    @Override
    public Optional<PolicyAction> requires() {
        return Optional.empty();
    }

    @Override
    public Answer get(String path, String query) {
        HealthSettings settings = board.settings();
        if (path.equals(settings.readinessPath())) {
            return readiness(query);
        }
        if (path.equals(settings.livenessPath())) {
            // Whoever gets this far has found a thread and a working process: that is all it asks.
            return new Answer(200, JSON, HealthJson.of("status", "alive"));
        }
        return health();
    }

    private Answer health() {
        HealthReport report = board.report();
        return new Answer(
                report.status() == HealthStatus.UNHEALTHY ? 503 : 200,
                JSON,
                HealthJson.of(
                        report,
                        StoreVersion.CURRENT,
                        Uptime.start(),
                        Uptime.now(),
                        board.time().now()));
    }

    private Answer readiness(String query) {
        String purpose = purpose(query);
        boolean ready;
        if (purpose.equals("write")) {
            ready = board.isReadyForWrite();
        } else if (purpose.isEmpty() || purpose.equals("read")) {
            ready = board.isReady();
        } else {
            // Not the answer to another question: a typing error must not look like a green light.
            return new Answer(
                    400, JSON, HealthJson.of("error", "'for' must be 'read' or 'write'."));
        }
        return ready
                ? new Answer(200, JSON, HealthJson.of("status", "ready"))
                : new Answer(503, JSON, HealthJson.of("status", "not_ready"));
    }

    /** The value of the query parameter {@code for}, or an empty string. */
    private static String purpose(String query) {
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("for=")) {
                return parameter.substring("for=".length());
            }
        }
        return "";
    }
}
