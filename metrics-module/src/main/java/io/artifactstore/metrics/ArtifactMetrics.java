package io.artifactstore.metrics;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationEnded.KeyOutcome;
import io.artifactstore.api.event.BucketCreated;
import io.artifactstore.api.event.BucketDeleted;
import io.artifactstore.api.event.Outcome;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Timer;

/** What clients do with artifacts. */
@ApplicationScoped
public class ArtifactMetrics implements Recorder {

    private static final ArtifactType[] TYPES = ArtifactType.values();
    private static final ArtifactOperation[] OPERATIONS = ArtifactOperation.values();
    private static final int STATUSES = Status.values().length;

    @Inject Metering metering;

    private boolean enabled;
    private BoundedSeries<String, Counter> uploads;
    private BoundedSeries<String, Counter> downloads;
    private BoundedSeries<String, Counter> deletes;
    private BoundedSeries<String, Counter> received;
    private BoundedSeries<String, Counter> sent;
    private List<BoundedSeries<String, Counter>> families = List.of();
    private final Timer[] durations = new Timer[OPERATIONS.length];
    private final Histogram[] sizes = new Histogram[TYPES.length];

    /** Registers the series that are known beforehand. */
    @PostConstruct
    public void register() {
        enabled = metering.isEnabled();
        if (!enabled) {
            return;
        }
        Instruments instruments = metering.instruments();
        for (ArtifactOperation operation : OPERATIONS) {
            durations[operation.ordinal()] =
                    instruments.timer(Metric.ARTIFACT_DURATION, operation.label());
        }
        for (ArtifactType type : TYPES) {
            sizes[type.ordinal()] = instruments.histogram(Metric.ARTIFACT_SIZE, type.label());
        }
        uploads = byTypeAndStatus(Metric.ARTIFACT_UPLOADS);
        downloads = byTypeAndStatus(Metric.ARTIFACT_DOWNLOADS);
        deletes = byTypeAndStatus(Metric.ARTIFACT_DELETES);
        received = byBucket(Metric.ARTIFACT_BYTES_RECEIVED);
        sent = byBucket(Metric.ARTIFACT_BYTES_SENT);
        families = List.of(uploads, downloads, deletes, received, sent);
    }

    /** Counts an operation, once. */
    public void record(@Observes @Priority(100) ArtifactOperationEnded ended) {
        if (!enabled) {
            return;
        }
        ArtifactOperation operation = ended.operation();
        durations[operation.ordinal()].update(Duration.ofNanos(Math.max(0, ended.durationNanos())));
        if (operation.createsArtifact()) {
            count(uploads, ended, ended.type(), ended.outcome());
            if (ended.outcome() instanceof Outcome.Success) {
                sizes[ended.type().ordinal()].update(ended.bytes());
            }
        } else if (operation == ArtifactOperation.DOWNLOAD) {
            count(downloads, ended, ended.type(), ended.outcome());
        } else if (operation == ArtifactOperation.DELETE) {
            for (KeyOutcome key : ended.keys()) {
                count(deletes, ended, key.type(), key.outcome());
            }
        }
        if (ended.bytes() > 0) {
            countBytes(operation, ended);
        }
    }

    /** Its counters stay until their place is needed. */
    public void forget(@Observes @Priority(100) BucketDeleted deleted) {
        for (BoundedSeries<String, Counter> family : families) {
            family.forget(deleted.bucket());
        }
    }

    /** A bucket that was deleted and is made again keeps its counters. */
    public void remember(@Observes @Priority(100) BucketCreated created) {
        for (BoundedSeries<String, Counter> family : families) {
            family.remember(created.bucket());
        }
    }

    private static void count(
            BoundedSeries<String, Counter> family,
            ArtifactOperationEnded ended,
            ArtifactType type,
            Outcome outcome) {
        // What was asked of a bucket that is not there has no type either: the client may call it
        // anything.
        ArtifactType known = ended.bucketFound() ? type : ArtifactType.OTHER;
        family.of(bucketOf(ended), variant(known, Status.of(outcome))).inc();
    }

    private void countBytes(ArtifactOperation operation, ArtifactOperationEnded ended) {
        if (operation == ArtifactOperation.DOWNLOAD) {
            sent.of(bucketOf(ended), 0).inc(ended.bytes());
        } else if (operation == ArtifactOperation.UPLOAD
                || operation == ArtifactOperation.MULTIPART_PART) {
            // Neither a copy nor a completed upload receives what it stores.
            received.of(bucketOf(ended), 0).inc(ended.bytes());
        }
    }

    private static String bucketOf(ArtifactOperationEnded ended) {
        return ended.bucketFound() ? ended.bucket() : Metering.NO_BUCKET;
    }

    private static int variant(ArtifactType type, Status status) {
        return type.ordinal() * STATUSES + status.ordinal();
    }

    private BoundedSeries<String, Counter> byTypeAndStatus(Metric metric) {
        BoundedSeries<String, Counter> family =
                bounded(
                        metric,
                        TYPES.length * STATUSES,
                        metering.settings().maxTuples(),
                        variant ->
                                new String[] {
                                    TYPES[variant / STATUSES].label(),
                                    Status.at(variant % STATUSES).label()
                                });
        for (Status status : Status.values()) {
            family.of(Metering.NO_BUCKET, variant(ArtifactType.OTHER, status));
        }
        return family;
    }

    private BoundedSeries<String, Counter> byBucket(Metric metric) {
        BoundedSeries<String, Counter> family =
                bounded(
                        metric,
                        1,
                        Metric.maxBuckets(metering.settings().maxTuples()),
                        variant -> new String[0]);
        family.of(Metering.NO_BUCKET, 0);
        return family;
    }

    private BoundedSeries<String, Counter> bounded(
            Metric metric, int variants, int maxTuples, IntFunction<String[]> variantLabels) {
        BoundedSeries<String, Counter> family =
                new BoundedSeries<>(
                        BoundedCounters.keyFirst(metering.instruments(), metric, variantLabels),
                        variants,
                        maxTuples,
                        Metering.OTHER,
                        IntUnaryOperator.identity(),
                        metering.overflowOf(metric));
        family.pin(Metering.NO_BUCKET);
        return family;
    }
}
