package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.AdmissionRefused;
import io.artifactstore.api.event.FaultOccurred;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMetricsTest {

    private final RunningMetrics metrics = RunningMetrics.start();

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void activeConnectionsShouldRiseAndFallWithRequests() {
        assertThat(metrics.value("system_active_connections")).isZero();

        metrics.fire(Events.started(Surface.S3));
        metrics.fire(Events.started(Surface.MANAGEMENT));
        assertThat(metrics.value("system_active_connections")).isEqualTo(2);

        metrics.fire(Events.ended(Surface.S3, "GET", "GetObject", 200));
        assertThat(metrics.value("system_active_connections")).isEqualTo(1);

        metrics.fire(Events.ended(Surface.MANAGEMENT, "GET", "/_api/v1/info", 200));
        assertThat(metrics.value("system_active_connections")).isZero();
    }

    @Test
    void requestShouldBeCountedByMethodEndpointAndStatus() {
        metrics.fire(Events.ended(Surface.S3, "PUT", "PutObject", 200));
        metrics.fire(Events.ended(Surface.S3, "PUT", "PutObject", 412));
        metrics.fire(Events.ended(Surface.MANAGEMENT, "GET", "/_api/v1/buckets/{bucket}", 404));

        String name = "system_requests_total";
        assertThat(metrics.value(name, "method", "PUT", "endpoint", "PutObject", "status", "200"))
                .isEqualTo(1);
        assertThat(metrics.value(name, "endpoint", "PutObject", "status", "412")).isEqualTo(1);
        assertThat(
                        metrics.value(
                                name,
                                "method",
                                "GET",
                                "endpoint",
                                "/_api/v1/buckets/{bucket}",
                                "status",
                                "404"))
                .isEqualTo(1);
        assertThat(metrics.sum(name)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,GET", "HEAD,HEAD", "PUT,PUT", "POST,POST", "DELETE,DELETE", "OPTIONS,OPTIONS",
        "PATCH,PATCH", "TRACE,TRACE", "CONNECT,CONNECT", "get,_OTHER", "FOO1,_OTHER", "'',_OTHER"
    })
    void methodShouldBeOneOfTheStandardOnes(String sent, String label) {
        metrics.fire(Events.ended(Surface.S3, sent, "Unknown", 405));

        assertThat(metrics.value("system_requests_total", "method", label, "status", "405"))
                .isEqualTo(1);
        assertThat(metrics.sum("system_requests_total")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "aws-cli/2.15.0 md/awscrt#0.19.19 ua/2.0 os/linux, aws-cli",
        "Boto3/1.34.1 md/Botocore#1.34.1 ua/2.0, boto3",
        "Botocore/1.34.1, boto3",
        "aws-sdk-java/2.25.1 Linux/5.10, aws-sdk-java",
        "aws-sdk-go-v2/1.30.3 os/linux, aws-sdk-go",
        "aws-sdk-go/1.44.0 (go1.20), aws-sdk-go",
        "rclone/v1.66.0, rclone",
        "s3cmd/2.4.0, s3cmd",
        "Apache-Maven/3.9.6 (Java 17), maven",
        "cosign/v2.2.4 (linux; amd64), cosign",
        "curl/8.5.0, curl",
        "Mozilla/5.0 (X11; Linux x86_64), browser",
        "MinIO (linux; amd64) minio-go/v7.0.70, other",
        "'', other"
    })
    void clientShouldBeAFamilyOfUserAgents(String userAgent, String client) {
        metrics.fire(Events.ended(Surface.S3, "GET", "GetObject", 503, userAgent));

        assertThat(metrics.value("client_requests_total", "client", client, "status", "5xx"))
                .isEqualTo(1);
        assertThat(metrics.sum("client_requests_total")).isEqualTo(1);
    }

    @Test
    void firstByteAndResponseSizeShouldBeRecordedByGroup() {
        metrics.fire(Events.ended(Surface.S3, "GET", "GetObject", 200));
        metrics.fire(Events.ended(Surface.MANAGEMENT, "GET", "/_api/v1/info", 200));
        metrics.fire(Events.ended(Surface.S3, "GET", "Unheard", 501));

        String firstByte = "artifact_time_to_first_byte_seconds";
        assertThat(metrics.value(firstByte + "_sum", "operation", "download")).isEqualTo(0.003);
        assertThat(metrics.value(firstByte + "_count", "operation", "management")).isEqualTo(1);
        assertThat(metrics.value("response_size_bytes_sum", "operation", "other")).isEqualTo(2_000);
    }

    @Test
    void nothingShouldMoveWhenASignalPathIsRead() {
        String before = metrics.exposition();

        metrics.fire(Events.started(Surface.SIGNALS));
        metrics.fire(Events.ended(Surface.SIGNALS, "GET", "/metrics", 200));

        assertThat(metrics.exposition()).isEqualTo(before);
    }

    @Test
    void faultShouldBeCountedByTypeAndComponent() {
        metrics.fire(new FaultOccurred(FaultOccurred.Type.DISK_FULL, FaultOccurred.Component.BLOB));

        assertThat(metrics.value("system_errors_total", "type", "disk_full", "component", "blob"))
                .isEqualTo(1);
        assertThat(metrics.sum("system_errors_total")).isEqualTo(1);
        assertThat(metrics.count("system_errors_total")).isEqualTo(64);
    }

    @Test
    void refusalShouldBeCounted() {
        metrics.fire(new AdmissionRefused("r"));

        assertThat(metrics.value("requests_refused_total")).isEqualTo(1);
    }

    @Test
    void statusShouldStayExactWhenTheBoundOnEndpointsIsReached() {
        int endpoints = Metric.MAX_ENDPOINT_TUPLES + 50;
        for (int i = 0; i < endpoints; i++) {
            metrics.fire(Events.ended(Surface.S3, "GET", "Endpoint" + i, 500));
        }

        assertThat(metrics.sum("system_requests_total", "status", "500")).isEqualTo(endpoints);
        // Five places are taken by the endpoints that are there from the start.
        assertThat(metrics.value("system_requests_total", "endpoint", "__other__")).isEqualTo(55);
        assertThat(metrics.value("metrics_label_overflow_total", "metric", "system_requests_total"))
                .isEqualTo(55);
    }
}
