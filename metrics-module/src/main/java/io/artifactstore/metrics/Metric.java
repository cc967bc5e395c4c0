package io.artifactstore.metrics;

import static io.artifactstore.metrics.Metric.Kind.COUNTER;
import static io.artifactstore.metrics.Metric.Kind.GAUGE;
import static io.artifactstore.metrics.Metric.Kind.HISTOGRAM;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.AuthenticationStatus;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.signal.MetricCatalogue;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * Every metric this module records: the one place where names, labels, bounds and meanings stand.
 * Instruments are made from these constants only, so that nothing undocumented can be exported.
 */
enum Metric {
    ARTIFACT_UPLOADS(
            "artifact_uploads_total",
            COUNTER,
            List.of("bucket", "type", "status"),
            Metric::artifactTuples,
            "Finished attempts to create an object version (PutObject, CopyObject, form POST,"
                    + " CompleteMultipartUpload); success means durably committed."),
    ARTIFACT_DOWNLOADS(
            "artifact_downloads_total",
            COUNTER,
            List.of("bucket", "type", "status"),
            Metric::artifactTuples,
            "Finished GetObjects, ranges included; success means last byte written, or 304."),
    ARTIFACT_DELETES(
            "artifact_deletes_total",
            COUNTER,
            List.of("bucket", "type", "status"),
            Metric::artifactTuples,
            "Keys that clients asked to delete; deleting an absent key is a success."),
    ARTIFACT_SIZE(
            "artifact_size_bytes",
            HISTOGRAM,
            List.of("type"),
            fixed(ArtifactType.values().length),
            "Size of each successfully created object."),
    ARTIFACT_DURATION(
            "artifact_operation_duration_seconds",
            HISTOGRAM,
            List.of("operation"),
            fixed(ArtifactOperation.values().length),
            "Time from a request's first byte to its answer's last, by artifact operation."),
    ARTIFACT_BYTES_RECEIVED(
            "artifact_bytes_received_total",
            COUNTER,
            List.of("bucket"),
            Metric::bucketTuples,
            "Object bytes (decoded) that uploads and parts received from clients."),
    ARTIFACT_BYTES_SENT(
            "artifact_bytes_sent_total",
            COUNTER,
            List.of("bucket"),
            Metric::bucketTuples,
            "Object bytes that downloads sent to clients."),
    ARTIFACT_FIRST_BYTE(
            "artifact_time_to_first_byte_seconds",
            HISTOGRAM,
            List.of("operation"),
            fixed(EndpointGroup.values().length),
            "Time from the first byte of the request to the first byte of the answer, by group of"
                    + " endpoints."),

    SIGNINGS(
            "supplychain_signing_operations_total",
            COUNTER,
            List.of("status"),
            fixed(Status.values().length),
            "Finished signing operations."),
    VERIFICATIONS(
            "supplychain_verification_operations_total",
            COUNTER,
            List.of("status"),
            fixed(VerificationStatus.values().length),
            "Finished verifications: success = verified, failure = does not verify, error = could"
                    + " not be decided."),
    SBOMS(
            "supplychain_sbom_operations_total",
            COUNTER,
            List.of("format", "status"),
            fixed(SbomFormat.values().length * Status.values().length),
            "Finished SBOM operations by format."),
    ATTESTATIONS(
            "supplychain_attestation_operations_total",
            COUNTER,
            List.of("type", "status"),
            fixed(PredicateType.values().length * Status.values().length),
            "Finished attestation operations by predicate type."),
    SUPPLYCHAIN_DURATION(
            "supplychain_operation_duration_seconds",
            HISTOGRAM,
            List.of("operation"),
            fixed(SupplyChainOperation.values().length),
            "Time that supply-chain operations took."),

    AUTHENTICATIONS(
            "rbac_authentication_attempts_total",
            COUNTER,
            List.of("method", "status"),
            fixed(AuthenticationMethod.values().length * AuthenticationStatus.values().length),
            "Authentication attempts on the S3 and the management API, one per request; anonymous"
                    + " ones are successes of their kind."),
    AUTHORIZATIONS(
            "rbac_authorization_checks_total",
            COUNTER,
            List.of("resource", "action", "result"),
            fixed(PolicyAction.values().length * 2),
            "Policy decisions on the S3 and the management API; a copy makes two, a DeleteObjects"
                    + " one per key."),

    ACTIVE_CONNECTIONS(
            "system_active_connections",
            GAUGE,
            List.of(),
            fixed(1),
            "Client connections with a request to the S3 or the management API in progress."),
    REQUESTS(
            "system_requests_total",
            COUNTER,
            List.of("method", "endpoint", "status"),
            fixed(Metric.MAX_ENDPOINT_TUPLES + HttpStatus.count()),
            "Answered requests to the S3 and the management API by method, S3 operation or route"
                    + " template, and HTTP status."),
    ERRORS(
            "system_errors_total",
            COUNTER,
            List.of("type", "component"),
            fixed(FaultOccurred.Type.values().length * FaultOccurred.Component.values().length),
            "Faults of the store (5xx and background failures), never a client's mistake."),
    REQUESTS_REFUSED(
            "requests_refused_total",
            COUNTER,
            List.of(),
            fixed(1),
            "Requests turned away with 503 SlowDown because too many were in progress."),
    CLIENT_REQUESTS(
            "client_requests_total",
            COUNTER,
            List.of("client", "status"),
            fixed(ClientFamily.values().length * HttpStatus.CLASSES.size()),
            "Answered requests by family of client (from User-Agent) and class of HTTP status."),
    RESPONSE_SIZE(
            "response_size_bytes",
            HISTOGRAM,
            List.of("operation"),
            fixed(EndpointGroup.values().length),
            "Body bytes handed to the connection per answer, by group of endpoints."),

    STORAGE_DURATION(
            "storage_operation_duration_seconds",
            HISTOGRAM,
            List.of("backend", "operation", "status"),
            fixed(Metric.MAX_STORAGE_TUPLES + Status.values().length),
            "Time that calls to the blob store took."),
    METADATA_DURATION(
            "metadata_operation_duration_seconds",
            HISTOGRAM,
            List.of("operation", "status"),
            fixed(Metric.MAX_METADATA_TUPLES + Status.values().length),
            "Time that calls to the metadata store took."),

    LABEL_OVERFLOW(
            "metrics_label_overflow_total",
            COUNTER,
            List.of("metric"),
            fixed(8),
            "Events counted under __other__ because the metric's bound is reached."),
    SERIES(
            "metrics_series",
            GAUGE,
            List.of(),
            fixed(1),
            "Series that the application exports, histogram buckets counted one by one."),
    OBSERVER_FAILURES(
            "telemetry_observer_failures_total",
            COUNTER,
            List.of("module"),
            fixed(ObserverModule.values().length),
            "Exceptions thrown by event observers, by module; the operations they observed were not"
                    + " affected."),

    STORE_INFO(
            "artifact_store_info",
            GAUGE,
            List.of("version", "commit", "java", "liberty"),
            fixed(1),
            "Always 1; the labels say what is running."),
    START_TIME(
            "artifact_store_start_time_seconds",
            GAUGE,
            List.of(),
            fixed(1),
            "When the application started, in seconds since 1970-01-01T00:00:00Z.");

    /** Admitted (method, endpoint, status) tuples. Endpoints are closed lists; this is a guard. */
    static final int MAX_ENDPOINT_TUPLES = 250;

    /** Admitted (backend, operation, status) tuples: two backends of about ten operations. */
    static final int MAX_STORAGE_TUPLES = 20;

    /** Admitted (operation, status) tuples: about twenty operations that seldom fail. */
    static final int MAX_METADATA_TUPLES = 32;

    /** What Prometheus calls the kind; {@code name().toLowerCase()} is its TYPE. */
    enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    private final String fullName;
    private final Kind kind;
    private final List<String> labels;
    private final IntUnaryOperator maxCombinations;
    private final String meaning;

    Metric(
            String fullName,
            Kind kind,
            List<String> labels,
            IntUnaryOperator maxCombinations,
            String meaning) {
        this.fullName = fullName;
        this.kind = kind;
        this.labels = labels;
        this.maxCombinations = maxCombinations;
        this.meaning = meaning;
    }

    /** The name as Prometheus shows it, unit and {@code _total} included. */
    String fullName() {
        return fullName;
    }

    Kind kind() {
        return kind;
    }

    List<String> labels() {
        return labels;
    }

    String meaning() {
        return meaning;
    }

    /** The most label combinations there can be while {@code maxTuples} is the setting. */
    int maxCombinations(int maxTuples) {
        return maxCombinations.applyAsInt(maxTuples);
    }

    MetricCatalogue.Entry entry(int maxTuples) {
        return new MetricCatalogue.Entry(
                fullName,
                kind.name().toLowerCase(Locale.ROOT),
                unitOf(fullName),
                labels,
                maxCombinations(maxTuples),
                meaning);
    }

    /** Buckets that a byte counter admits: a bucket in use has about six (type, status) tuples. */
    static int maxBuckets(int maxTuples) {
        return Math.max(1, maxTuples / 6);
    }

    /** Base units stand in names, so names tell the unit. */
    static String unitOf(String name) {
        if (name.contains("_seconds")) {
            return "seconds";
        }
        return name.contains("_bytes") ? "bytes" : "";
    }

    private static IntUnaryOperator fixed(int combinations) {
        return ignored -> combinations;
    }

    private static int artifactTuples(int maxTuples) {
        int statuses = Status.values().length;
        // The admitted ones, __other__ by type and status, and __none__ whose type is always other.
        return maxTuples + ArtifactType.values().length * statuses + statuses;
    }

    private static int bucketTuples(int maxTuples) {
        return maxBuckets(maxTuples) + 2;
    }
}
