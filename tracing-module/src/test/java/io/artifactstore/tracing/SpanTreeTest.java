package io.artifactstore.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.artifactstore.api.access.AuthOperation;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.operation.Backend;
import io.artifactstore.api.operation.RunningArtifactOperation;
import io.artifactstore.api.operation.RunningAuthOperation;
import io.artifactstore.api.operation.RunningBackendOperation;
import io.artifactstore.api.operation.RunningSupplyChainOperation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpanTreeTest {

    private final TracedStore store = TracedStore.on();

    @AfterEach
    void close() {
        assertThat(Span.current().getSpanContext().isValid())
                .as("a span is still current after the test")
                .isFalse();
        assertThat(OpenSpans.innermost()).isNull();
        assertThat(store.observerFailures()).isZero();
        store.close();
    }

    @Test
    void operationsShouldHangBelowTheirCallersWhenTheyNest() {
        store.request(
                "PutObject",
                () -> {
                    authenticate();
                    try (RunningArtifactOperation upload =
                            store.operations()
                                    .begin(ArtifactOperation.UPLOAD, "libs", "org/a.jar")) {
                        try (RunningBackendOperation blob =
                                store.operations().begin(Backend.BLOB, "file", "stage")) {
                            blob.bytes(4096);
                            blob.succeed();
                        }
                        try (RunningBackendOperation row =
                                store.operations()
                                        .begin(Backend.METADATA, "sqlite", "put_object")) {
                            row.succeed();
                        }
                        upload.type(ArtifactType.JAR);
                        upload.bytes(4096);
                        upload.attribute("artifact.parts", 3).attribute("artifact.etag", "abc");
                        upload.succeed();
                    }
                });

        assertThat(store.names())
                .containsExactly(
                        "auth.authenticate",
                        "blob.stage",
                        "metadata.put_object",
                        "artifact.upload",
                        "S3 PutObject");
        SpanData server = store.span("S3 PutObject");
        SpanData artifact = store.span("artifact.upload");
        assertThat(server.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(server.getParentSpanContext().isValid()).isFalse();
        assertThat(store.span("auth.authenticate").getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(artifact.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(store.span("blob.stage").getParentSpanId()).isEqualTo(artifact.getSpanId());
        assertThat(store.span("metadata.put_object").getParentSpanId())
                .isEqualTo(artifact.getSpanId());
        assertThat(store.spans())
                .extracting(SpanData::getTraceId)
                .containsOnly(server.getTraceId());
        assertThat(store.spans()).extracting(SpanData::getStatus).containsOnly(StatusData.unset());
    }

    @Test
    void attributesShouldTellTheOperationsFacts() {
        store.request(
                "GetObject",
                () -> {
                    authenticate();
                    try (RunningArtifactOperation download =
                            store.operations()
                                    .begin(ArtifactOperation.DOWNLOAD, "libs", "org/a.jar")) {
                        try (RunningBackendOperation row =
                                store.operations()
                                        .begin(Backend.METADATA, "sqlite", "find_object")) {
                            row.succeed();
                        }
                        try (RunningBackendOperation blob =
                                store.operations().begin(Backend.BLOB, "file", "read")) {
                            blob.bytes(7);
                            blob.succeed();
                        }
                        download.type(ArtifactType.JAR);
                        download.bytes(7);
                        download.attribute("artifact.parts", 3);
                        download.succeed();
                    }
                });

        assertThat(attributes("artifact.download"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "artifact.operation", "download",
                                "artifact.bucket", "libs",
                                "artifact.key", "org/a.jar",
                                "artifact.size", 7L,
                                "artifact.type", "jar",
                                "artifact.status", "success",
                                "artifact.parts", 3L));
        assertThat(attributes("auth.authenticate"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "auth.operation", "authenticate",
                                "auth.user_id", "alice",
                                "auth.result", "success",
                                "auth.status", "success",
                                "auth.method", "sigv4"));
        assertThat(attributes("metadata.find_object"))
                .contains(
                        entry("db.system.name", "sqlite"),
                        entry("db.operation.name", "find_object"),
                        entry("metadata.status", "success"));
        assertThat(attributes("blob.read"))
                .contains(
                        entry("blob.backend", "file"),
                        entry("blob.operation", "read"),
                        entry("blob.bytes", 7L));
    }

    @Test
    void supplyChainSpanShouldNameOperationAndArtifact() {
        try (RunningSupplyChainOperation sign =
                store.operations().begin(SupplyChainOperation.SIGN, "libs/org/a.jar")) {
            sign.attribute("signature.algorithm", "ecdsa-p256-sha256");
            sign.attribute("signature.size", 71);
            sign.succeed();
        }

        assertThat(attributes("supplychain.sign"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "supplychain.operation", "sign",
                                "supplychain.artifact_id", "libs/org/a.jar",
                                "supplychain.status", "success",
                                "signature.algorithm", "ecdsa-p256-sha256",
                                "signature.size", 71L));
    }

    @Test
    void spanShouldEndWithErrorWhenTheStoreFails() {
        try (RunningArtifactOperation upload =
                store.operations().begin(ArtifactOperation.UPLOAD, "libs", "a.jar")) {
            upload.fail(new UncheckedIOException(new IOException("No space left, /secret/path")));
        }

        SpanData span = store.span("artifact.upload");
        assertThat(span.hasEnded()).isTrue();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes("artifact.upload"))
                .contains(
                        entry("artifact.status", "failure"),
                        entry("error.type", "java.io.UncheckedIOException"),
                        entry("artifactstore.error.code", "InternalError"));
        assertThat(span.getEvents()).extracting("name").containsExactly("exception");
        assertThat(span.toString()).doesNotContain("/secret/path");
    }

    @Test
    void spanShouldBeNoErrorWhenTheClientIsWrong() {
        try (RunningArtifactOperation download =
                store.operations().begin(ArtifactOperation.DOWNLOAD, "libs", "gone.jar")) {
            download.fail(new S3Exception(S3ErrorCode.NO_SUCH_KEY));
        }

        assertThat(store.span("artifact.download").getStatus()).isEqualTo(StatusData.unset());
        assertThat(attributes("artifact.download"))
                .contains(
                        entry("artifact.status", "rejected"),
                        entry("artifactstore.error.code", "NoSuchKey"))
                .doesNotContainKey("error.type");
    }

    @Test
    void spanShouldBeNoErrorWhenTheClientGoesAway() {
        try (RunningArtifactOperation download =
                store.operations().begin(ArtifactOperation.DOWNLOAD, "libs", "a.jar")) {
            download.fail(new ClientGoneException(new IOException("Broken pipe")));
        }

        assertThat(store.span("artifact.download").getStatus()).isEqualTo(StatusData.unset());
        assertThat(attributes("artifact.download")).contains(entry("artifact.status", "canceled"));
    }

    @Test
    void deniedAuthorizationShouldBeAnAttributeAndNoError() {
        try (RunningAuthOperation authorize = store.operations().begin(AuthOperation.AUTHORIZE)) {
            authorize.answer("alice", "denied");
            authorize.fail(new S3Exception(S3ErrorCode.ACCESS_DENIED));
        }

        assertThat(store.span("auth.authorize").getStatus()).isEqualTo(StatusData.unset());
        assertThat(attributes("auth.authorize")).contains(entry("auth.result", "denied"));
    }

    @Test
    void backendCallShouldGetNoSpanWhenNothingIsAroundIt() {
        try (RunningBackendOperation row =
                store.operations().begin(Backend.METADATA, "sqlite", "probe")) {
            row.succeed();
        }

        assertThat(store.spans()).isEmpty();
    }

    @Test
    void backendCallShouldHangBelowTheCallersSpanWhenWorkWasHandedToAnotherThread() {
        Span handedOver =
                store.bean(io.opentelemetry.api.OpenTelemetry.class)
                        .getTracer("test")
                        .spanBuilder("sweep")
                        .startSpan();
        try (io.opentelemetry.context.Scope current = handedOver.makeCurrent()) {
            assertThat(current).isNotNull();
            try (RunningBackendOperation row =
                    store.operations().begin(Backend.METADATA, "sqlite", "scan")) {
                row.succeed();
            }
        }
        handedOver.end();

        assertThat(store.span("metadata.scan").getParentSpanId())
                .isEqualTo(handedOver.getSpanContext().getSpanId());
    }

    private void authenticate() {
        try (RunningAuthOperation authenticate =
                store.operations().begin(AuthOperation.AUTHENTICATE)) {
            authenticate.answer("alice", "success");
            authenticate.attribute("auth.method", "sigv4");
            authenticate.succeed();
        }
    }

    private Map<String, Object> attributes(String name) {
        return store.span(name).getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().getKey(), Map.Entry::getValue));
    }
}
