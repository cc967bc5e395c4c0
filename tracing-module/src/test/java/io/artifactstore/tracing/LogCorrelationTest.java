package io.artifactstore.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.websphere.logging.hpel.LogRecordContext;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.event.RequestStarted;
import io.artifactstore.api.operation.RunningArtifactOperation;
import io.opentelemetry.api.trace.Span;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Asks Liberty's own class for what a log line would carry. */
class LogCorrelationTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void lineShouldCarryTheIdsOfRequestTraceAndInnermostSpan() {
        try (TracedStore store = TracedStore.on()) {
            Map<String, String> inRequest = new HashMap<>();
            Map<String, String> inOperation = new HashMap<>();
            Map<String, String> expected = new HashMap<>();
            store.request(
                    "GetObject",
                    () -> {
                        inRequest.putAll(line());
                        expected.put("outer", Span.current().getSpanContext().getSpanId());
                        try (RunningArtifactOperation head =
                                store.operations().begin(ArtifactOperation.HEAD, "libs", "a")) {
                            inOperation.putAll(line());
                            expected.put("inner", Span.current().getSpanContext().getSpanId());
                            head.succeed();
                        }
                    });

            String traceId = store.span("S3 GetObject").getTraceId();
            assertThat(inRequest)
                    .containsEntry("requestId", TracedStore.REQUEST_ID)
                    .containsEntry("traceId", traceId)
                    .containsEntry("spanId", expected.get("outer"));
            assertThat(inOperation)
                    .containsEntry("requestId", TracedStore.REQUEST_ID)
                    .containsEntry("traceId", traceId)
                    .containsEntry("spanId", expected.get("inner"));
            assertThat(line()).doesNotContainKeys("requestId", "traceId", "spanId");
        }
    }

    @Test
    void lineShouldCarryTheRequestIdWhenTracingIsOff() {
        try (TracedStore store = TracedStore.with(Map.of())) {
            Map<String, String> seen = new HashMap<>();

            store.request("GetObject", () -> seen.putAll(line()));

            assertThat(seen)
                    .containsEntry("requestId", TracedStore.REQUEST_ID)
                    .doesNotContainKeys("traceId", "spanId");
            assertThat(line()).doesNotContainKeys("requestId");
        }
    }

    @Test
    void lineShouldCarryTheCallersTraceWhenTracingIsOff() {
        try (TracedStore store = TracedStore.with(Map.of())) {
            Map<String, String> seen = new HashMap<>();
            RequestStarted started =
                    TracedStore.get(Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));

            store.request(started, "GetObject", 200, "", () -> seen.putAll(line()));

            assertThat(seen).containsEntry("traceId", TRACE).doesNotContainKey("spanId");
        }
    }

    @Test
    void lineShouldCarryNoTraceWhenTheCallersIsMalformed() {
        try (TracedStore store = TracedStore.with(Map.of())) {
            Map<String, String> seen = new HashMap<>();

            store.request(
                    TracedStore.get(Map.of("traceparent", "00-\nforged line-01")),
                    "GetObject",
                    200,
                    "",
                    () -> seen.putAll(line()));

            assertThat(seen).containsKey("requestId").doesNotContainKey("traceId");
        }
    }

    @Test
    void lineOfASignalShouldCarryItsRequestId() {
        try (TracedStore store = TracedStore.on()) {
            Map<String, String> seen = new HashMap<>();

            store.request(
                    TracedStore.started(Surface.SIGNALS, "GET", "/health", "", Map.of()),
                    "health",
                    200,
                    "",
                    () -> seen.putAll(line()));

            assertThat(seen)
                    .containsEntry("requestId", TracedStore.REQUEST_ID)
                    .doesNotContainKey("traceId");
        }
    }

    @Test
    void fieldsShouldBeGoneWhenTheApplicationHasStopped() {
        try (TracedStore store = TracedStore.on()) {
            store.request("GetObject", () -> {});
        }

        assertThat(LogRecordContext.unregisterExtension("requestId")).isFalse();
    }

    private static Map<String, String> line() {
        Map<String, String> fields = new HashMap<>();
        LogRecordContext.getExtensions(fields);
        return fields;
    }
}
