package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.artifactstore.it.server.OtlpReceiver;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.StoreServer;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tracing, switched on by one setting, to a real OTLP gRPC endpoint whose address has no scheme.
 */
class TracingIT {

    private static OtlpReceiver collector;
    private static StoreServer server;

    @BeforeAll
    static void start() throws IOException {
        collector = new OtlpReceiver();
        java.nio.file.Path yaml = StoreServer.workFolder().resolve("tracing.yaml");
        Files.createDirectories(yaml.getParent());
        Files.writeString(
                yaml,
                """
                extensions:
                  metrics:
                    enabled: true
                    prometheus: {enabled: true, path: /metrics}
                    tracing: {enabled: true, endpoint: "127.0.0.1:%d", serviceName: "zot-artifact-store"}
                    health: {enabled: true, readinessPath: /health/ready, livenessPath: /health/live, healthPath: /health}
                """
                        .formatted(collector.port()));
        server =
                StoreServer.named("artifact-store-tracing")
                        .with("ARTIFACT_STORE_CONFIG", yaml.toString())
                        .with("OTEL_BSP_SCHEDULE_DELAY", "200")
                        .with("WLP_LOGGING_CONSOLE_FORMAT", "JSON")
                        .with("ARTIFACT_STORE_HEALTH_INTERVAL", "PT1S")
                        .build()
                        .start();
        RawHttp.request(server, "PUT", "/traces").send();
    }

    @AfterAll
    static void stop() {
        server.close();
        collector.close();
    }

    @Test
    void uploadShouldBeOneCompleteTree() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String parent = "b7ad6b7169203331";
        RawHttp.request(server, "PUT", "/traces/lib/app.jar")
                .header("traceparent", "00-" + trace + "-" + parent + "-01")
                .body(new byte[100_000])
                .send();
        Map<String, Span> spans = awaitTrace(trace, 6);
        Span root = spans.get("S3 PutObject");
        assertThat(root).as("spans %s", spans.keySet()).isNotNull();
        assertThat(hex(root.getParentSpanId())).isEqualTo(parent);
        assertThat(root.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(attribute(root, "http.response.status_code")).isEqualTo("200");
        Span artifact = spans.get("artifact.upload");
        assertThat(artifact.getParentSpanId()).isEqualTo(root.getSpanId());
        assertThat(attribute(artifact, "artifact.operation")).isEqualTo("upload");
        assertThat(attribute(artifact, "artifact.bucket")).isEqualTo("traces");
        assertThat(attribute(artifact, "artifact.key")).isEqualTo("lib/app.jar");
        assertThat(spans.get("auth.authenticate").getParentSpanId()).isEqualTo(root.getSpanId());
        assertThat(attribute(spans.get("auth.authenticate"), "auth.user_id")).isEqualTo("root");
        assertThat(spans.get("auth.authorize").getParentSpanId()).isEqualTo(artifact.getSpanId());
        assertThat(spans.get("metadata.put_object").getParentSpanId())
                .isEqualTo(artifact.getSpanId());
        assertThat(spans.get("blob.write").getParentSpanId()).isEqualTo(artifact.getSpanId());
        assertThat(collector.resources())
                .anySatisfy(
                        resource -> assertThat(resource.toString()).contains("zot-artifact-store"));
    }

    @Test
    void failingCallShouldEndItsSpansAndRecordTheError() throws IOException {
        String trace = "1af7651916cd43dd8448eb211c80319c";
        java.nio.file.Path away = server.data().resolve("blobs.away");
        Files.move(server.data().resolve("blobs"), away);
        try {
            assertThat(
                            RawHttp.request(server, "PUT", "/traces/fails")
                                    .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                                    .body(new byte[100_000])
                                    .send()
                                    .status())
                    .isEqualTo(503);
        } finally {
            Files.move(away, server.data().resolve("blobs"));
        }
        server.awaitReady(200);
        Map<String, Span> spans = awaitTrace(trace, 4);
        assertThat(spans.get("S3 PutObject").getStatus().getCode())
                .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(spans.get("artifact.upload").getStatus().getCode())
                .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(attribute(spans.get("artifact.upload"), "artifact.status")).isEqualTo("failure");
    }

    @Test
    void parentThatIsNotSampledShouldBeHonoured() {
        String trace = "2af7651916cd43dd8448eb211c80319c";
        RawHttp.request(server, "GET", "/traces")
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-00")
                .send();
        // A later trace has arrived, so the earlier one would have too.
        String later = "3af7651916cd43dd8448eb211c80319c";
        RawHttp.request(server, "GET", "/traces")
                .header("traceparent", "00-" + later + "-b7ad6b7169203331-01")
                .send();
        awaitTrace(later, 3);
        assertThat(spansOf(trace)).isEmpty();
    }

    @Test
    void spansShouldHaveBoundedNamesAndNoSecrets() {
        RawHttp.request(
                        server,
                        "GET",
                        "/traces?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=SECRETCREDENTIAL&X-Amz-Signature=SECRETSIGNATURE")
                .header("traceparent", "00-4af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .sendAnonymous();
        awaitTrace("4af7651916cd43dd8448eb211c80319c", 2);
        assertThat(collector.spans().toString())
                .doesNotContain("SECRETCREDENTIAL")
                .doesNotContain("SECRETSIGNATURE")
                .doesNotContain(server.credentials().secretKey());
        assertThat(collector.spans())
                .extracting(Span::getName)
                .allMatch(
                        name ->
                                name.matches(
                                        "S3 [A-Za-z0-9]+|(artifact|auth|metadata|blob)\\.[a-z_]+"));
    }

    @Test
    void logLinesOfARequestShouldCarryItsTrace() throws IOException {
        String trace = "5af7651916cd43dd8448eb211c80319c";
        java.nio.file.Path away = server.data().resolve("blobs.away2");
        Files.move(server.data().resolve("blobs"), away);
        try {
            RawHttp.request(server, "PUT", "/traces/logged")
                    .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                    .body(new byte[100_000])
                    .send();
        } finally {
            Files.move(away, server.data().resolve("blobs"));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () ->
                                assertThat(
                                                server.consoleText()
                                                        .lines()
                                                        .filter(line -> line.contains(trace)))
                                        .as("JSON lines with the trace id")
                                        .anySatisfy(
                                                line ->
                                                        assertThat(line)
                                                                .startsWith("{")
                                                                .contains("\"traceId\":\"" + trace)
                                                                .contains("\"spanId\":\"")
                                                                .contains("\"requestId\":\"")));
        assertThat(server.consoleText()).doesNotContain(server.credentials().secretKey());
        server.awaitReady(200);
    }

    private static Map<String, Span> awaitTrace(String trace, int atLeast) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () ->
                                assertThat(spansOf(trace))
                                        .extracting(Span::getName)
                                        .hasSizeGreaterThanOrEqualTo(atLeast)
                                        .anyMatch(name -> name.startsWith("S3 ")));
        Map<String, Span> byName = new TreeMap<>();
        spansOf(trace).forEach(span -> byName.put(span.getName(), span));
        return byName;
    }

    private static List<Span> spansOf(String trace) {
        return collector.spans().stream()
                .filter(span -> hex(span.getTraceId()).equals(trace))
                .toList();
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(
                        attribute ->
                                attribute.getValue().hasIntValue()
                                        ? Long.toString(attribute.getValue().getIntValue())
                                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse(null);
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
