package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.it.server.Figures;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.RootCredentials;
import io.artifactstore.it.server.S3;
import io.artifactstore.it.server.SharedServer;
import io.artifactstore.it.server.StoreServer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Bad input gets the exact S3 error, stores nothing, counts no success, and the next request works.
 */
class BadInputIT {

    private static final String BUCKET = "bad-input";

    private static StoreServer server;

    @BeforeAll
    static void createBucket() {
        server = SharedServer.get();
        try (S3Client s3 = S3.client(server)) {
            s3.createBucket(request -> request.bucket(BUCKET));
        }
    }

    static Stream<Arguments> badUploads() {
        return Stream.of(
                bad(
                        "unknown key",
                        403,
                        "InvalidAccessKeyId",
                        put -> put.as(new RootCredentials("AKIAUNKNOWNUNKNOWN00", "x".repeat(40)))),
                bad(
                        "wrong secret",
                        403,
                        "SignatureDoesNotMatch",
                        put ->
                                put.as(
                                        new RootCredentials(
                                                server.credentials().accessKey(), "x".repeat(40)))),
                bad(
                        "clock behind",
                        403,
                        "RequestTimeTooSkewed",
                        put -> put.at(Instant.now().minus(Duration.ofMinutes(16)))),
                bad(
                        "clock ahead",
                        403,
                        "RequestTimeTooSkewed",
                        put -> put.at(Instant.now().plus(Duration.ofMinutes(16)))),
                bad(
                        "unsigned x-amz header",
                        403,
                        "AccessDenied",
                        put -> put.unsignedHeader("x-amz-meta-sneaked: in")),
                bad(
                        "wrong Content-MD5",
                        400,
                        "BadDigest",
                        put -> put.header("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")),
                bad(
                        "broken Content-MD5",
                        400,
                        "InvalidDigest",
                        put -> put.header("content-md5", "nonsense")),
                bad(
                        "wrong CRC32",
                        400,
                        "BadDigest",
                        put -> put.header("x-amz-checksum-crc32", "AAAAAA==")),
                bad(
                        "broken CRC32",
                        400,
                        "InvalidRequest",
                        put -> put.header("x-amz-checksum-crc32", "AA==")),
                bad(
                        "two checksums",
                        400,
                        "InvalidRequest",
                        put ->
                                put.header("x-amz-checksum-crc32", "AAAAAA==")
                                        .header("x-amz-checksum-crc32c", "AAAAAA==")),
                bad(
                        "signed digest of other bytes",
                        400,
                        "XAmzContentSHA256Mismatch",
                        put -> put.header("x-amz-content-sha256", "0".repeat(64))),
                bad(
                        "nonsense digest",
                        400,
                        "InvalidArgument",
                        put -> put.header("x-amz-content-sha256", "nonsense")),
                bad(
                        "truncated body",
                        400,
                        "IncompleteBody",
                        put -> put.header("content-length", "100")),
                bad(
                        "no length",
                        411,
                        "MissingContentLength",
                        put -> put.withoutLength().body(new byte[0])),
                bad(
                        "too much metadata",
                        400,
                        "MetadataTooLarge",
                        put -> put.header("x-amz-meta-big", "x".repeat(2048))),
                bad("tagging", 501, "NotImplemented", put -> put.header("x-amz-tagging", "a=b")),
                bad(
                        "encryption",
                        501,
                        "NotImplemented",
                        put -> put.header("x-amz-server-side-encryption", "AES256")),
                bad(
                        "public ACL",
                        400,
                        "AccessControlListNotSupported",
                        put -> put.header("x-amz-acl", "public-read")),
                bad(
                        "failed If-Match",
                        404,
                        "NoSuchKey",
                        put -> put.header("if-match", "\"nothing\"")),
                bad(
                        "too large",
                        400,
                        "EntityTooLarge",
                        put ->
                                put.header("content-length", "5368709121")
                                        .header("x-amz-content-sha256", RawHttp.UNSIGNED)),
                bad(
                        "missing final chunk",
                        400,
                        "IncompleteBody",
                        put -> chunked(put, "5\r\nhello\r\n", "5")),
                bad(
                        "decoded length too small",
                        400,
                        "IncompleteBody",
                        put -> chunked(put, "5\r\nhello\r\n0\r\n\r\n", "4")),
                bad(
                        "decoded length too large",
                        400,
                        "IncompleteBody",
                        put -> chunked(put, "5\r\nhello\r\n0\r\n\r\n", "6")),
                bad(
                        "wrong trailer",
                        400,
                        "BadDigest",
                        put ->
                                chunked(
                                        put.header("x-amz-trailer", "x-amz-checksum-crc32"),
                                        "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
                                        "5")));
    }

    private static RawHttp chunked(RawHttp put, String framed, String decodedLength) {
        return put.header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .header("content-encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", decodedLength)
                .body(framed);
    }

    private static Arguments bad(
            String what, int status, String code, Function<RawHttp, RawHttp> how) {
        return Arguments.of(what, status, code, how);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @MethodSource("badUploads")
    void badUploadShouldStoreNothing(
            String what, int status, String code, Function<RawHttp, RawHttp> how) {
        Figures figures = Figures.of(server);
        RawHttp.Answer answer =
                how.apply(RawHttp.request(server, "PUT", "/" + BUCKET + "/bad").body("text"))
                        .send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.head()).contains("x-amz-request-id");
        figures.assertGrowth(1, "system_requests_total");
        assertThat(figures.growth("artifact_uploads_total", "status", "success")).isZero();
        assertThat(RawHttp.request(server, "GET", "/" + BUCKET + "/bad").send().code())
                .isEqualTo("NoSuchKey");
    }

    @Test
    void requestThatIsNotAuthenticatedShouldMoveNoArtifactFigure() {
        Figures figures = Figures.of(server);
        RawHttp.request(server, "PUT", "/" + BUCKET + "/bad")
                .as(new RootCredentials("AKIAUNKNOWNUNKNOWN00", "x".repeat(40)))
                .body("text")
                .send();
        figures.assertGrowth(
                1, "rbac_authentication_attempts_total", "method", "sigv4", "status", "failure");
        assertThat(figures.growth("artifact_uploads_total")).isZero();
        assertThat(figures.growth("artifact_operation_duration_seconds_count")).isZero();
    }

    @Test
    void anonymousRequestShouldBeDenied() {
        Figures figures = Figures.of(server);
        assertThat(RawHttp.request(server, "GET", "/" + BUCKET + "/any").sendAnonymous().code())
                .isEqualTo("AccessDenied");
        figures.assertGrowth(
                1,
                "rbac_authentication_attempts_total",
                "method",
                "anonymous",
                "status",
                "success");
        figures.assertGrowth(1, "rbac_authorization_checks_total", "result", "denied");
        figures.assertGrowth(
                1, "artifact_downloads_total", "status", "rejected", "bucket", "__none__");
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                Arguments.of("PUT", "/UPPER", 400, "InvalidBucketName", ""),
                Arguments.of("PUT", "/ab", 400, "InvalidBucketName", ""),
                Arguments.of("PUT", "/health", 400, "InvalidBucketName", ""),
                Arguments.of("PUT", "/metrics", 400, "InvalidBucketName", ""),
                Arguments.of("PUT", "/openapi", 400, "InvalidBucketName", ""),
                Arguments.of("PUT", "/192.168.0.1", 400, "InvalidBucketName", ""),
                Arguments.of("PUT", "/" + BUCKET, 409, "BucketAlreadyOwnedByYou", ""),
                Arguments.of(
                        "PUT",
                        "/new-bucket-xml",
                        400,
                        "MalformedXML",
                        "<CreateBucketConfiguration>"),
                Arguments.of(
                        "PUT",
                        "/new-bucket-dtd",
                        400,
                        "MalformedXML",
                        "<!DOCTYPE a [<!ENTITY x \"y\">]><CreateBucketConfiguration/>"),
                Arguments.of("GET", "/" + BUCKET + "/absent", 404, "NoSuchKey", ""),
                Arguments.of("GET", "/absent-bucket", 404, "NoSuchBucket", ""),
                Arguments.of("GET", "/" + BUCKET + "/%FF%FE", 400, "InvalidURI", ""),
                Arguments.of(
                        "GET", "/" + BUCKET + "/" + "x".repeat(1025), 400, "KeyTooLongError", ""),
                Arguments.of(
                        "GET", "/" + BUCKET + "?max-keys=nonsense", 400, "InvalidArgument", ""),
                Arguments.of(
                        "GET",
                        "/" + BUCKET + "?continuation-token=%21&list-type=2",
                        400,
                        "InvalidArgument",
                        ""),
                Arguments.of(
                        "GET",
                        "/" + BUCKET + "?encoding-type=nonsense",
                        400,
                        "InvalidArgument",
                        ""),
                Arguments.of(
                        "POST",
                        "/" + BUCKET + "?delete=",
                        400,
                        "MalformedXML",
                        "<Delete></Delete>"),
                Arguments.of("POST", "/" + BUCKET + "?delete=", 400, "MalformedXML", "not xml"),
                Arguments.of("GET", "/" + BUCKET + "?versioning=", 501, "NotImplemented", ""),
                Arguments.of("PATCH", "/" + BUCKET + "/key", 405, "MethodNotAllowed", ""),
                Arguments.of("FOO", "/" + BUCKET + "/key", 405, "MethodNotAllowed", ""));
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @MethodSource("badRequests")
    void badRequestShouldGetItsExactError(
            String method, String path, int status, String code, String body) {
        RawHttp.Answer answer = RawHttp.request(server, method, path).body(body).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(RawHttp.request(server, "GET", "/" + BUCKET).send().status()).isEqualTo(200);
    }

    @Test
    void secondContentLengthShouldBeIgnoredAndTheConnectionClosed() {
        // The container resolves it before the application sees it: the first one counts, and no
        // further request is read from the connection, so nothing can be smuggled behind the body.
        RawHttp.Answer longer =
                RawHttp.request(server, "PUT", "/" + BUCKET + "/twice")
                        .body("text")
                        .unsignedHeader("Content-Length: 5")
                        .unsignedHeader("Content-Length: 4")
                        .withoutLength()
                        .send();
        assertThat(longer.code()).isEqualTo("IncompleteBody");
        RawHttp.Answer shorter =
                RawHttp.request(server, "PUT", "/" + BUCKET + "/twice")
                        .body("textGET / HTTP/1.1")
                        .header("x-amz-content-sha256", RawHttp.UNSIGNED)
                        .unsignedHeader("Content-Length: 4")
                        .unsignedHeader("Content-Length: 18")
                        .withoutLength()
                        .send();
        assertThat(shorter.head()).containsIgnoringCase("Connection: close");
        assertThat(RawHttp.request(server, "GET", "/" + BUCKET + "/twice").send().body())
                .isEqualTo("text");
    }

    @Test
    void lengthAndChunkedTransferTogetherShouldBeRefused() {
        RawHttp.Answer answer =
                RawHttp.request(server, "PUT", "/" + BUCKET + "/both")
                        .body("4\r\ntext\r\n0\r\n\r\n")
                        .header("x-amz-content-sha256", RawHttp.UNSIGNED)
                        .unsignedHeader("Transfer-Encoding: chunked")
                        .unsignedHeader("Content-Length: 3")
                        .withoutLength()
                        .send();
        assertThat(answer.status()).as(answer.head()).isBetween(400, 499);
        assertThat(RawHttp.request(server, "GET", "/" + BUCKET + "/both").send().code())
                .isEqualTo("NoSuchKey");
    }

    @Test
    void oversizedHeaderShouldBeRefusedAndTheNextRequestWork() {
        RawHttp.Answer answer =
                RawHttp.request(server, "GET", "/" + BUCKET)
                        .unsignedHeader("x-big: " + "x".repeat(40_000))
                        .send();
        // Made by the container before the application: the status is right, the body is not S3's.
        assertThat(answer.status()).isEqualTo(400);
        assertThat(RawHttp.request(server, "GET", "/" + BUCKET).send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"if-match", "x-amz-if-match-size", "x-amz-if-match-last-modified-time"})
    void conditionalDeleteShouldNotDeleteWithoutItsCondition(String condition) {
        String path = "/" + BUCKET + "/conditional-delete";
        RawHttp.request(server, "PUT", path).body("text").send();
        assertThat(RawHttp.request(server, "DELETE", path).header(condition, "1").send().code())
                .isEqualTo("NotImplemented");
        assertThat(RawHttp.request(server, "GET", path).send().body()).isEqualTo("text");
    }

    @Test
    void unboundedMethodShouldNotBecomeALabel() {
        RawHttp.request(server, "NONSENSE", "/" + BUCKET).send();
        assertThat(server.scrape().samples())
                .filteredOn(sample -> sample.name().equals("system_requests_total"))
                .extracting(sample -> sample.labels().get("method"))
                .contains("_OTHER")
                .doesNotContain("NONSENSE");
    }

    @Test
    void keyThatLooksLikeAManagementPathShouldBeAKey() {
        String path = "/" + BUCKET + "/../_api/v1/drain";
        assertThat(RawHttp.request(server, "PUT", path).body("text").send().status())
                .isEqualTo(200);
        assertThat(RawHttp.request(server, "GET", path).send().body()).isEqualTo("text");
        assertThat(server.management("/health/ready").statusCode()).isEqualTo(200);
    }
}
