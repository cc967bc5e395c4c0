package io.artifactstore.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.AuthOperation;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.event.RequestStarted;
import io.artifactstore.api.operation.Backend;
import io.artifactstore.api.operation.RunningArtifactOperation;
import io.artifactstore.api.operation.RunningAuthOperation;
import io.artifactstore.api.operation.RunningBackendOperation;
import io.artifactstore.api.signal.HealthProbe;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestSpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final List<TracedStore> opened = new ArrayList<>();

    @AfterEach
    void close() {
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        assertThat(OpenSpans.innermost()).isNull();
        opened.forEach(store -> assertThat(store.observerFailures()).isZero());
        opened.forEach(TracedStore::close);
    }

    @Test
    void serverSpanShouldFollowTheHttpConventions() {
        TracedStore store = opened(TracedStore.on());
        RequestStarted started =
                TracedStore.started(Surface.S3, "GET", "/libs/a%20b.jar", "versionId=7", Map.of());

        store.request(started, "GetObject", 200, "", () -> {});

        SpanData span = store.span("S3 GetObject");
        assertThat(span.getAttributes().get(HttpAttributes.METHOD)).isEqualTo("GET");
        assertThat(span.getAttributes().get(HttpAttributes.METHOD_ORIGINAL)).isNull();
        assertThat(span.getAttributes().get(HttpAttributes.PATH)).isEqualTo("/libs/a%20b.jar");
        assertThat(span.getAttributes().get(HttpAttributes.QUERY)).isEqualTo("versionId=7");
        assertThat(span.getAttributes().get(HttpAttributes.SCHEME)).isEqualTo("http");
        assertThat(span.getAttributes().get(HttpAttributes.SERVER_ADDRESS))
                .isEqualTo("store.example");
        assertThat(span.getAttributes().get(HttpAttributes.SERVER_PORT)).isEqualTo(9080);
        assertThat(span.getAttributes().get(HttpAttributes.CLIENT_ADDRESS)).isEqualTo("10.1.2.3");
        assertThat(span.getAttributes().get(HttpAttributes.USER_AGENT)).isEqualTo("aws-cli/2.31");
        assertThat(span.getAttributes().get(HttpAttributes.STATUS)).isEqualTo(200);
        assertThat(span.getAttributes().get(HttpAttributes.ROUTE)).isEqualTo("GetObject");
        assertThat(span.getAttributes().get(HttpAttributes.REQUEST_SIZE)).isEqualTo(11);
        assertThat(span.getAttributes().get(HttpAttributes.RESPONSE_SIZE)).isEqualTo(22);
        assertThat(span.getAttributes().get(HttpAttributes.REQUEST_ID))
                .containsExactly(TracedStore.REQUEST_ID);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void managementSpanShouldBeNamedByItsRoute() {
        TracedStore store = opened(TracedStore.on());

        store.request(
                TracedStore.started(
                        Surface.MANAGEMENT, "GET", "/_api/v1/libs/subject", "", Map.of()),
                "/_api/v1/{bucket}/subject",
                200,
                "",
                () -> {});

        assertThat(store.names()).containsExactly("/_api/v1/{bucket}/subject");
    }

    @Test
    void unknownMethodShouldBeOtherAndKeepItsOriginal() {
        TracedStore store = opened(TracedStore.on());

        store.request(
                TracedStore.started(Surface.S3, "F".repeat(5000), "/", "", Map.of()),
                "Unknown",
                405,
                "",
                () -> {});

        SpanData span = store.span("S3 Unknown");
        assertThat(span.getAttributes().get(HttpAttributes.METHOD)).isEqualTo("_OTHER");
        assertThat(span.getAttributes().get(HttpAttributes.METHOD_ORIGINAL))
                .isEqualTo("F".repeat(SpanText.MAX_BRIEF_LENGTH));
    }

    @Test
    void namesShouldStayFewWhenKeysAreMany() {
        TracedStore store = opened(TracedStore.on());

        for (int i = 0; i < 100; i++) {
            String key = "key-" + i;
            store.request(
                    TracedStore.started(Surface.S3, "GET", "/libs/" + key, "", Map.of()),
                    "GetObject",
                    200,
                    "",
                    () -> download(store, key));
        }

        assertThat(store.spans()).hasSize(200);
        assertThat(store.names()).containsOnly("S3 GetObject", "artifact.download");
    }

    @Test
    void spanShouldBeAnErrorWhenTheAnswerIsAServerError() {
        TracedStore store = opened(TracedStore.on());

        store.request(TracedStore.get(Map.of()), "GetObject", 500, "java.io.IOException", () -> {});
        store.request(TracedStore.get(Map.of()), "PutObject", 503, "", () -> {});
        store.request(TracedStore.get(Map.of()), "HeadObject", 404, "", () -> {});

        assertThat(store.span("S3 GetObject").getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
        assertThat(store.span("S3 GetObject").getAttributes().get(SpanOutcome.ERROR_TYPE))
                .isEqualTo("java.io.IOException");
        assertThat(store.span("S3 PutObject").getAttributes().get(SpanOutcome.ERROR_TYPE))
                .isEqualTo("503");
        assertThat(store.span("S3 HeadObject").getStatus()).isEqualTo(StatusData.unset());
        assertThat(store.span("S3 HeadObject").getAttributes().get(SpanOutcome.ERROR_TYPE))
                .isNull();
    }

    @Test
    void queryShouldLoseCredentialsWhenTheEventCarriesThem() {
        TracedStore store = opened(TracedStore.on());

        store.request(
                TracedStore.started(
                        Surface.S3,
                        "GET",
                        "/libs/a.jar",
                        "X-Amz-Date=20261123T000000Z&X-Amz-Credential=AKIA1&X-Amz-Signature=5ec7e7",
                        Map.of()),
                "GetObject",
                200,
                "",
                () -> {});

        assertThat(store.span("S3 GetObject").toString()).doesNotContain("AKIA1", "5ec7e7");
        assertThat(store.span("S3 GetObject").getAttributes().get(HttpAttributes.QUERY))
                .isEqualTo(
                        "X-Amz-Date=20261123T000000Z&X-Amz-Credential=REDACTED&X-Amz-Signature=REDACTED");
    }

    @Test
    void traceShouldGoOnWhenTheCallerHasOne() {
        TracedStore store = opened(TracedStore.on());

        store.request(
                TracedStore.get(traceparent("01")),
                "GetObject",
                200,
                "",
                () -> download(store, "k"));

        SpanData server = store.span("S3 GetObject");
        assertThat(server.getTraceId()).isEqualTo(TRACE);
        assertThat(server.getParentSpanId()).isEqualTo(CALLER);
        assertThat(store.span("artifact.download").getParentSpanId()).isEqualTo(server.getSpanId());
    }

    @Test
    void nothingShouldBeExportedWhenTheCallerDidNotSample() {
        TracedStore store = opened(TracedStore.on());
        List<String> traceIds = new ArrayList<>();

        store.request(
                TracedStore.get(traceparent("00")),
                "GetObject",
                200,
                "",
                () -> {
                    download(store, "k");
                    traceIds.add(Span.current().getSpanContext().getTraceId());
                });

        assertThat(store.spans()).isEmpty();
        assertThat(traceIds).as("the caller's trace goes on to others").containsExactly(TRACE);
    }

    @Test
    void nothingBelowShouldBeSampledWhenTheRequestWasNot() {
        TracedStore store = opened(TracedStore.on(new AllButServerSpans()));

        store.request("GetObject", () -> download(store, "below"));
        download(store, "alone");

        assertThat(store.spans()).hasSize(1);
        assertThat(store.span("artifact.download").getAttributes().get(OperationSpans.ARTIFACT_KEY))
                .isEqualTo("alone");
    }

    @Test
    void neverSamplerShouldExportNothing() {
        TracedStore store = opened(TracedStore.on(Sampler.alwaysOff()));

        store.request("GetObject", () -> download(store, "k"));

        assertThat(store.spans()).isEmpty();
    }

    @Test
    void baggageShouldBeCurrentWhileTheRequestRuns() {
        TracedStore store = opened(TracedStore.on());
        List<String> seen = new ArrayList<>();

        store.request(
                TracedStore.get(Map.of("baggage", "tenant=blue")),
                "GetObject",
                200,
                "",
                () -> seen.add(Baggage.current().getEntryValue("tenant")));

        assertThat(seen).containsExactly("blue");
        assertThat(Baggage.current().isEmpty()).isTrue();
    }

    @Test
    void malformedTraceparentShouldStartATraceOfOurOwn() {
        TracedStore store = opened(TracedStore.on());

        store.request(
                TracedStore.get(Map.of("traceparent", "00-zz-zz-01")),
                "GetObject",
                200,
                "",
                () -> {});

        assertThat(store.span("S3 GetObject").getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void signalsShouldGetNoSpanNorAnythingBelowThem() {
        TracedStore store = opened(TracedStore.on());

        store.request(
                TracedStore.started(Surface.SIGNALS, "GET", "/metrics", "", Map.of()),
                "metrics",
                200,
                "",
                () -> {
                    try (RunningAuthOperation authorize =
                            store.operations().begin(AuthOperation.AUTHORIZE)) {
                        authorize.succeed();
                    }
                    try (RunningBackendOperation row =
                            store.operations().begin(Backend.METADATA, "sqlite", "find_user")) {
                        row.succeed();
                    }
                });

        assertThat(store.spans()).isEmpty();
    }

    @Test
    void spanShouldEndOnceWhenItsEndIsAnnouncedTwice() {
        TracedStore store = opened(TracedStore.on());
        RequestStarted started = TracedStore.get(Map.of());

        store.fire(started);
        store.fire(TracedStore.ended(started, "GetObject", 200, ""));
        store.fire(TracedStore.ended(started, "GetObject", 200, ""));

        assertThat(store.names()).containsExactly("S3 GetObject");
    }

    @Test
    void endShouldBeIgnoredWhenTheStartWasNotSeen() {
        TracedStore store = opened(TracedStore.on());

        store.fire(TracedStore.ended(TracedStore.get(Map.of()), "GetObject", 200, ""));
        store.request("PutObject", () -> store.fire(downloadEnded(4711)));

        assertThat(store.names()).containsExactly("S3 PutObject");
    }

    @Test
    void innerSpanShouldEndWithTheOuterWhenItsOwnEndNeverComes() {
        TracedStore store = opened(TracedStore.on());
        RequestStarted started = TracedStore.get(Map.of());

        store.fire(started);
        store.fire(new ArtifactOperationStarted(1, ArtifactOperation.DOWNLOAD, "libs", "a"));
        store.fire(TracedStore.ended(started, "GetObject", 200, ""));
        store.fire(downloadEnded(1));

        assertThat(store.names()).containsExactly("artifact.download", "S3 GetObject");
        assertThat(store.span("artifact.download").getAttributes().get(OpenSpans.ABANDONED))
                .isTrue();
        assertThat(store.span("S3 GetObject").getAttributes().get(OpenSpans.ABANDONED)).isNull();
    }

    @Test
    void spansShouldEndOnceEachWhenTheirEndsComeInTheWrongOrder() {
        TracedStore store = opened(TracedStore.on());

        store.fire(new ArtifactOperationStarted(1, ArtifactOperation.COPY, "libs", "outer"));
        store.fire(new ArtifactOperationStarted(2, ArtifactOperation.DOWNLOAD, "libs", "inner"));
        store.fire(downloadEnded(1));
        store.fire(downloadEnded(2));

        assertThat(store.names()).containsExactly("artifact.download", "artifact.copy");
    }

    @Test
    void nextRequestShouldStartAfreshWhenTheLastOneOfItsThreadNeverEnded() {
        TracedStore store = opened(TracedStore.on());
        RequestStarted next = TracedStore.get(Map.of());

        store.fire(TracedStore.get(Map.of()));
        store.fire(next);
        store.fire(TracedStore.ended(next, "GetObject", 200, ""));

        assertThat(store.names()).containsExactly("S3", "S3 GetObject");
        assertThat(store.span("S3 GetObject").getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void depthShouldBeBoundedWhenOperationsNeverEnd() {
        TracedStore store = opened(TracedStore.on());
        RequestStarted started = TracedStore.get(Map.of());

        store.fire(started);
        for (int id = 1; id <= 1000; id++) {
            store.fire(new ArtifactOperationStarted(id, ArtifactOperation.HEAD, "libs", "a"));
        }
        store.fire(TracedStore.ended(started, "GetObject", 200, ""));

        assertThat(store.spans()).hasSize(OpenSpans.MAX_DEPTH);
    }

    @Test
    void nothingShouldBeTracedWhenAnyOfTheSwitchesIsOff() {
        String tracing = "extensions.metrics.tracing.enabled";
        String signals = "extensions.metrics.enabled";
        String sdk = "otel.sdk.disabled";

        assertThat(spansWith(Map.of())).isZero();
        assertThat(spansWith(Map.of(tracing, "true"))).isZero();
        assertThat(spansWith(Map.of(sdk, "false"))).isZero();
        assertThat(spansWith(Map.of(tracing, "true", sdk, "true"))).isZero();
        assertThat(spansWith(Map.of(tracing, "true", sdk, "false", signals, "false"))).isZero();
        assertThat(spansWith(Map.of(tracing, "true", sdk, "false", signals, "true"))).isEqualTo(2);
    }

    @Test
    void exporterShouldBeAHealthComponentOnlyWhileTracingIsOn() {
        try (TracedStore tracing = TracedStore.on()) {
            assertThat(tracing.hasBean(HealthProbe.class)).isTrue();
        }
        try (TracedStore silent = TracedStore.with(Map.of())) {
            assertThat(silent.hasBean(HealthProbe.class)).isFalse();
        }
    }

    private static int spansWith(Map<String, String> settings) {
        try (TracedStore store = TracedStore.with(settings)) {
            store.request("GetObject", () -> download(store, "k"));
            return store.spans().size();
        }
    }

    private TracedStore opened(TracedStore store) {
        opened.add(store);
        return store;
    }

    private static void download(TracedStore store, String key) {
        try (RunningArtifactOperation download =
                store.operations().begin(ArtifactOperation.DOWNLOAD, "libs", key)) {
            download.succeed();
        }
    }

    private static ArtifactOperationEnded downloadEnded(long operationId) {
        return new ArtifactOperationEnded(
                operationId,
                ArtifactOperation.DOWNLOAD,
                "libs",
                true,
                "a",
                ArtifactType.OTHER,
                0,
                1,
                Outcome.SUCCESS,
                List.of(),
                Map.of());
    }

    private static Map<String, String> traceparent(String flags) {
        return Map.of("traceparent", "00-" + TRACE + "-" + CALLER + "-" + flags);
    }

    /** A sampler that does not look at parents. */
    private static final class AllButServerSpans implements Sampler {
        @Override
        public SamplingResult shouldSample(
                Context parentContext,
                String traceId,
                String name,
                SpanKind spanKind,
                Attributes attributes,
                List<LinkData> parentLinks) {
            return spanKind == SpanKind.SERVER
                    ? SamplingResult.drop()
                    : SamplingResult.recordAndSample();
        }

        @Override
        public String getDescription() {
            return "AllButServerSpans";
        }
    }
}
