package io.artifactstore.tracing;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;
import io.artifactstore.api.event.AuthOperationEnded;
import io.artifactstore.api.event.AuthOperationStarted;
import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.event.BackendOperationStarted;
import io.artifactstore.api.event.SupplyChainOperationEnded;
import io.artifactstore.api.event.SupplyChainOperationStarted;
import io.artifactstore.api.operation.Backend;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * The spans of operations: {@code artifact.*}, {@code supplychain.*}, {@code auth.*}, {@code
 * metadata.*} and {@code blob.*}. Each is opened before all other observers see the start, is the
 * thread's current span while the operation runs, and is ended after metrics and audit have seen
 * the end.
 *
 * <p>Below a span that is not recorded nothing is opened: the decision was made at the root, and a
 * request that is not sampled costs one thread-local read per operation. A backend's call gets a
 * span only below another one; alone, from a health probe or a background sweep, it would be a
 * trace of a single statement.
 */
@ApplicationScoped
public class OperationSpans {

    static final AttributeKey<String> ARTIFACT_OPERATION =
            AttributeKey.stringKey("artifact.operation");
    static final AttributeKey<String> ARTIFACT_BUCKET = AttributeKey.stringKey("artifact.bucket");
    static final AttributeKey<String> ARTIFACT_KEY = AttributeKey.stringKey("artifact.key");
    static final AttributeKey<Long> ARTIFACT_SIZE = AttributeKey.longKey("artifact.size");
    static final AttributeKey<Long> ARTIFACT_KEYS = AttributeKey.longKey("artifact.keys");
    static final AttributeKey<String> ARTIFACT_TYPE = AttributeKey.stringKey("artifact.type");
    static final AttributeKey<String> ARTIFACT_STATUS = AttributeKey.stringKey("artifact.status");
    static final AttributeKey<String> SUPPLYCHAIN_OPERATION =
            AttributeKey.stringKey("supplychain.operation");
    static final AttributeKey<String> SUPPLYCHAIN_ARTIFACT =
            AttributeKey.stringKey("supplychain.artifact_id");
    static final AttributeKey<String> SUPPLYCHAIN_KIND = AttributeKey.stringKey("supplychain.kind");
    static final AttributeKey<String> SUPPLYCHAIN_STATUS =
            AttributeKey.stringKey("supplychain.status");
    static final AttributeKey<String> AUTH_OPERATION = AttributeKey.stringKey("auth.operation");
    static final AttributeKey<String> AUTH_USER = AttributeKey.stringKey("auth.user_id");
    static final AttributeKey<String> AUTH_RESULT = AttributeKey.stringKey("auth.result");
    static final AttributeKey<String> AUTH_STATUS = AttributeKey.stringKey("auth.status");
    static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");
    static final AttributeKey<String> DB_OPERATION = AttributeKey.stringKey("db.operation.name");
    static final AttributeKey<String> BLOB_BACKEND = AttributeKey.stringKey("blob.backend");
    static final AttributeKey<String> BLOB_OPERATION = AttributeKey.stringKey("blob.operation");
    static final AttributeKey<Long> METADATA_BYTES = AttributeKey.longKey("metadata.bytes");
    static final AttributeKey<Long> BLOB_BYTES = AttributeKey.longKey("blob.bytes");
    static final AttributeKey<String> METADATA_STATUS = AttributeKey.stringKey("metadata.status");
    static final AttributeKey<String> BLOB_STATUS = AttributeKey.stringKey("blob.status");

    private static final SpanNames<ArtifactOperation> ARTIFACT =
            new SpanNames<>("artifact.", ArtifactOperation.class);
    private static final SpanNames<SupplyChainOperation> SUPPLYCHAIN =
            new SpanNames<>("supplychain.", SupplyChainOperation.class);

    private Instance<OpenTelemetry> openTelemetry;

    // Null while tracing is off: decided once, at the first event.
    private Tracer tracer;

    @Inject
    void setOpenTelemetry(Instance<OpenTelemetry> instance) {
        openTelemetry = instance;
    }

    @PostConstruct
    void decide() {
        if (TracingSettings.isOn()) {
            tracer = openTelemetry.get().getTracer(RequestSpans.INSTRUMENTATION);
        }
    }

    public void open(@Observes @Priority(100) ArtifactOperationStarted started) {
        if (tracer == null || isUnrecordedHere()) {
            return;
        }
        Span span = open(started.operationId(), ARTIFACT.of(started.operation()));
        if (span.isRecording()) {
            span.setAttribute(ARTIFACT_OPERATION, started.operation().label());
            span.setAttribute(ARTIFACT_BUCKET, SpanText.brief(started.bucket()));
            span.setAttribute(ARTIFACT_KEY, SpanText.bounded(started.key()));
        }
    }

    public void end(@Observes @Priority(300) ArtifactOperationEnded ended) {
        Span span = tracer == null ? null : OpenSpans.take(ended.operationId());
        if (span == null) {
            return;
        }
        if (span.isRecording()) {
            span.setAttribute(ARTIFACT_SIZE, ended.bytes());
            span.setAttribute(ARTIFACT_TYPE, ended.type().label());
            if (!ended.keys().isEmpty()) {
                span.setAttribute(ARTIFACT_KEYS, (long) ended.keys().size());
            }
            SpanOutcome.write(ended.attributes(), span);
            SpanOutcome.write(ended.outcome(), ARTIFACT_STATUS, span);
        }
        span.end();
    }

    public void open(@Observes @Priority(100) SupplyChainOperationStarted started) {
        if (tracer == null || isUnrecordedHere()) {
            return;
        }
        Span span = open(started.operationId(), SUPPLYCHAIN.of(started.operation()));
        if (span.isRecording()) {
            span.setAttribute(SUPPLYCHAIN_OPERATION, started.operation().label());
            span.setAttribute(SUPPLYCHAIN_ARTIFACT, SpanText.bounded(started.artifactId()));
        }
    }

    public void end(@Observes @Priority(300) SupplyChainOperationEnded ended) {
        Span span = tracer == null ? null : OpenSpans.take(ended.operationId());
        if (span == null) {
            return;
        }
        if (span.isRecording()) {
            if (!ended.kind().isEmpty()) {
                span.setAttribute(SUPPLYCHAIN_KIND, SpanText.brief(ended.kind()));
            }
            SpanOutcome.write(ended.attributes(), span);
            SpanOutcome.write(ended.outcome(), SUPPLYCHAIN_STATUS, span);
        }
        span.end();
    }

    public void open(@Observes @Priority(100) AuthOperationStarted started) {
        if (tracer == null || isUnrecordedHere()) {
            return;
        }
        String name =
                switch (started.operation()) {
                    case AUTHENTICATE -> "auth.authenticate";
                    case AUTHORIZE -> "auth.authorize";
                };
        Span span = open(started.operationId(), name);
        if (span.isRecording()) {
            span.setAttribute(AUTH_OPERATION, started.operation().label());
        }
    }

    public void end(@Observes @Priority(300) AuthOperationEnded ended) {
        Span span = tracer == null ? null : OpenSpans.take(ended.operationId());
        if (span == null) {
            return;
        }
        if (span.isRecording()) {
            span.setAttribute(AUTH_USER, SpanText.brief(ended.userId()));
            span.setAttribute(
                    AUTH_RESULT,
                    ended.result().isEmpty() ? ended.outcome().status() : ended.result());
            SpanOutcome.write(ended.attributes(), span);
            SpanOutcome.write(ended.outcome(), AUTH_STATUS, span);
        }
        span.end();
    }

    public void open(@Observes @Priority(100) BackendOperationStarted started) {
        if (tracer == null || isUnrecordedHere() || !Span.current().isRecording()) {
            return;
        }
        open(started.operationId(), started.backend().label() + "." + started.operation());
    }

    public void end(@Observes @Priority(300) BackendOperationEnded ended) {
        Span span = tracer == null ? null : OpenSpans.take(ended.operationId());
        if (span == null) {
            return;
        }
        if (span.isRecording()) {
            boolean metadata = ended.backend() == Backend.METADATA;
            span.setAttribute(metadata ? DB_SYSTEM : BLOB_BACKEND, ended.system());
            span.setAttribute(metadata ? DB_OPERATION : BLOB_OPERATION, ended.operation());
            span.setAttribute(metadata ? METADATA_BYTES : BLOB_BYTES, ended.bytes());
            SpanOutcome.write(ended.outcome(), metadata ? METADATA_STATUS : BLOB_STATUS, span);
        }
        span.end();
    }

    /** Whether this thread is inside something that was decided not to be recorded, or too deep. */
    private static boolean isUnrecordedHere() {
        Span enclosing = OpenSpans.innermost();
        return enclosing != null && (!enclosing.isRecording() || OpenSpans.isFull());
    }

    private Span open(long operationId, String name) {
        Span span = tracer.spanBuilder(name).startSpan();
        OpenSpans.push(operationId, span, span.makeCurrent());
        return span;
    }
}
