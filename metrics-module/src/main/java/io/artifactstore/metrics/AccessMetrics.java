package io.artifactstore.metrics;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.AuthenticationStatus;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.AuthenticationAttempted;
import io.artifactstore.api.event.AuthorizationChecked;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;

/**
 * Who came, and what they were allowed. The application's own health and metrics paths are left
 * out: a scrape must not move what it reads.
 */
@ApplicationScoped
public class AccessMetrics implements Recorder {

    @Inject Metering metering;

    private boolean enabled;
    private final Counter[][] attempts =
            new Counter[AuthenticationMethod.values().length][AuthenticationStatus.values().length];
    private final Counter[] allowed = new Counter[PolicyAction.values().length];
    private final Counter[] denied = new Counter[PolicyAction.values().length];

    /** Registers all series: every label is from a closed list. */
    @PostConstruct
    public void register() {
        enabled = metering.isEnabled();
        if (!enabled) {
            return;
        }
        Instruments instruments = metering.instruments();
        for (AuthenticationMethod method : AuthenticationMethod.values()) {
            for (AuthenticationStatus status : AuthenticationStatus.values()) {
                attempts[method.ordinal()][status.ordinal()] =
                        instruments.counter(Metric.AUTHENTICATIONS, method.label(), status.label());
            }
        }
        for (PolicyAction action : PolicyAction.values()) {
            allowed[action.ordinal()] = decision(instruments, action, "allowed");
            denied[action.ordinal()] = decision(instruments, action, "denied");
        }
    }

    /** Counts an authentication attempt, once. */
    public void record(@Observes @Priority(100) AuthenticationAttempted attempt) {
        if (enabled && attempt.surface() != Surface.SIGNALS) {
            attempts[attempt.method().ordinal()][attempt.status().ordinal()].inc();
        }
    }

    /** Counts a policy decision, once. */
    public void record(@Observes @Priority(100) AuthorizationChecked check) {
        if (enabled && check.surface() != Surface.SIGNALS) {
            (check.allowed() ? allowed : denied)[check.action().ordinal()].inc();
        }
    }

    private static Counter decision(Instruments instruments, PolicyAction action, String result) {
        return instruments.counter(
                Metric.AUTHORIZATIONS, action.resource().label(), action.action(), result);
    }
}
