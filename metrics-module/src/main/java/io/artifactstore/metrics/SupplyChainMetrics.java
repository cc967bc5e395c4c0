package io.artifactstore.metrics;

import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.event.SupplyChainOperationEnded;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Timer;

/** Signing, verification, SBOMs and attestations. */
@ApplicationScoped
public class SupplyChainMetrics implements Recorder {

    private static final SupplyChainOperation[] OPERATIONS = SupplyChainOperation.values();

    @Inject Metering metering;

    private boolean enabled;
    private final Timer[] durations = new Timer[OPERATIONS.length];
    private final Counter[] signings = new Counter[Status.values().length];
    private final Counter[] verifications = new Counter[VerificationStatus.values().length];
    private final Counter[][] sboms =
            new Counter[SbomFormat.values().length][Status.values().length];
    private final Counter[][] attestations =
            new Counter[PredicateType.values().length][Status.values().length];

    /** Registers all series: every label is from a closed list. */
    @PostConstruct
    public void register() {
        enabled = metering.isEnabled();
        if (!enabled) {
            return;
        }
        Instruments instruments = metering.instruments();
        for (SupplyChainOperation operation : OPERATIONS) {
            durations[operation.ordinal()] =
                    instruments.timer(Metric.SUPPLYCHAIN_DURATION, operation.label());
        }
        for (VerificationStatus status : VerificationStatus.values()) {
            verifications[status.ordinal()] =
                    instruments.counter(Metric.VERIFICATIONS, status.label());
        }
        for (Status status : Status.values()) {
            int column = status.ordinal();
            signings[column] = instruments.counter(Metric.SIGNINGS, status.label());
            for (SbomFormat format : SbomFormat.values()) {
                sboms[format.ordinal()][column] =
                        instruments.counter(Metric.SBOMS, format.label(), status.label());
            }
            for (PredicateType type : PredicateType.values()) {
                attestations[type.ordinal()][column] =
                        instruments.counter(Metric.ATTESTATIONS, type.label(), status.label());
            }
        }
    }

    /** Counts an operation, once. */
    public void record(@Observes @Priority(100) SupplyChainOperationEnded ended) {
        if (!enabled) {
            return;
        }
        durations[ended.operation().ordinal()].update(
                Duration.ofNanos(Math.max(0, ended.durationNanos())));
        counterOf(ended).inc();
    }

    private Counter counterOf(SupplyChainOperationEnded ended) {
        int status = Status.of(ended.outcome()).ordinal();
        return switch (ended.operation()) {
            case SIGN -> signings[status];
            case VERIFY -> verifications[VerificationStatus.of(ended.outcome()).ordinal()];
            case SBOM -> sboms[SbomFormat.of(ended.kind()).ordinal()][status];
            case ATTEST -> attestations[PredicateType.of(ended.kind()).ordinal()][status];
        };
    }
}
