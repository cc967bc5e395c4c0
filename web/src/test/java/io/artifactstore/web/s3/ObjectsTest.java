package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.BucketsTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.SentAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PutObject, GetObject and HeadObject: what the client gets, and what is announced. */
class ObjectsTest {

    private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

    private final S3Api s3 = new S3Api().withBucket("bucket");

    @BeforeEach
    void start() {
        s3.send("PUT", "/bucket/hello.jar", "hello");
        s3.events().forget();
        s3.gate().asked.clear();
    }

    @AfterEach
    void stop() {
        assertThat(s3.store().open).as("objects left open").isZero();
        s3.close();
    }

    @Test
    void uploadShouldBeAnsweredWithItsTagAndAnnouncedOnce() {
        SentAnswer answer =
                s3.send(
                        GivenRequest.of("PUT", "/bucket/a//b.pom")
                                .as("alice")
                                .header("x-amz-checksum-crc32", "NhCmhg==")
                                .header("x-amz-sdk-checksum-algorithm", "CRC32")
                                .body("hello"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo('"' + MD5_OF_HELLO + '"');
        assertThat(answer.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
        assertThat(answer.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        assertThat(s3.store().keys("bucket")).containsExactly("a//b.pom", "hello.jar");
        assertThat(s3.gate().asked)
                .containsExactly(new Permission(PolicyAction.PUT_OBJECT, "bucket", "a//b.pom"));
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.operation()).isEqualTo(ArtifactOperation.UPLOAD);
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(ended.type()).isEqualTo(ArtifactType.POM);
        assertThat(ended.bytes()).isEqualTo(5);
        assertThat(ended.bucketFound()).isTrue();
        assertThat(ended.keys()).isEmpty();
        assertThat(s3.events().order())
                .containsExactly(
                        "RequestStarted",
                        "ArtifactOperationStarted",
                        "ArtifactOperationEnded",
                        "RequestEnded");
    }

    @ParameterizedTest
    @CsvSource({
        "content-md5, AAAAAAAAAAAAAAAAAAAAAA==, 400, BadDigest",
        "content-md5, nonsense, 400, InvalidDigest",
        "x-amz-tagging, a=b, 501, NotImplemented",
        "x-amz-storage-class, GLACIER, 501, NotImplemented",
        "x-amz-checksum-sha512, AAAA, 501, NotImplemented",
        "if-none-match, \"x\", 501, NotImplemented",
        "if-none-match, *, 412, PreconditionFailed",
        "if-match, \"other\", 412, PreconditionFailed",
        "x-amz-expected-bucket-owner, bob, 403, AccessDenied"
    })
    void refusedUploadShouldLeaveWhatWasThere(
            String header, String value, int status, String code) {
        SentAnswer answer =
                s3.send(
                        GivenRequest.of("PUT", "/bucket/hello.jar")
                                .as("alice")
                                .header(header, value)
                                .body("other"));
        assertError(answer, status, code);
        assertThat(s3.send("GET", "/bucket/hello.jar").body()).isEqualTo("hello");
        assertThat(s3.events().all(ArtifactOperationEnded.class).get(0).outcome())
                .isEqualTo(new Outcome.Rejected(code));
    }

    @Test
    void uploadShouldNeedALengthAndNoVersion() {
        assertError(
                s3.send(GivenRequest.of("PUT", "/bucket/k").as("alice").chunked("x")),
                411,
                "MissingContentLength");
        assertError(s3.send("PUT", "/bucket/k?versionId=1", "x"), 400, "InvalidArgument");
        assertError(s3.send("PUT", "/bucket/" + "k".repeat(1025), "x"), 400, "KeyTooLongError");
        assertThat(s3.store().keys("bucket")).containsExactly("hello.jar");
    }

    @Test
    void conditionalUploadShouldHappenWhereItsConditionHolds() {
        GivenRequest put = GivenRequest.of("PUT", "/bucket/hello.jar").as("alice").body("new");
        assertThat(s3.send(put.header("If-Match", '"' + MD5_OF_HELLO + '"')).status())
                .isEqualTo(200);
        GivenRequest create = GivenRequest.of("PUT", "/bucket/new").as("alice").body("new");
        assertThat(s3.send(create.header("If-None-Match", "*")).status()).isEqualTo(200);
    }

    @Test
    void downloadShouldGiveTheBytesBackAndBeAnnouncedOnce() {
        SentAnswer answer = s3.send("GET", "/bucket/hello.jar");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.header("Content-Length")).isEqualTo("5");
        assertThat(answer.isCommitted()).isTrue();
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.operation()).isEqualTo(ArtifactOperation.DOWNLOAD);
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(ended.type()).isEqualTo(ArtifactType.JAR);
        assertThat(ended.bytes()).isEqualTo(5);
        assertThat(s3.events().one(RequestEnded.class).bytesSent()).isEqualTo(5);
    }

    @Test
    void headShouldTellWhatADownloadWouldWithoutTheBytes() {
        SentAnswer get = s3.send("GET", "/bucket/hello.jar");
        SentAnswer head = s3.send("HEAD", "/bucket/hello.jar");
        assertThat(head.bytes()).isEmpty();
        get.headers().remove("x-amz-request-id");
        head.headers().remove("x-amz-request-id");
        assertThat(head.headers()).isEqualTo(get.headers());
        assertThat(s3.events().all(ArtifactOperationEnded.class).get(1).operation())
                .isEqualTo(ArtifactOperation.HEAD);
        SentAnswer absent = s3.send("HEAD", "/bucket/absent");
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.bytes()).isEmpty();
        assertThat(absent.header("Content-Length")).isEqualTo("0");
    }

    @Test
    void rangeShouldGiveItsPart() {
        SentAnswer answer = get("Range", "bytes=1-3");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo("ell");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes 1-3/5");
        assertThat(answer.header("Content-Length")).isEqualTo("3");
        assertThat(s3.events().one(ArtifactOperationEnded.class).bytes()).isEqualTo(3);
    }

    @Test
    void rangeOutsideShouldBeRefusedWithTheSize() {
        SentAnswer answer = get("Range", "bytes=5-");
        Xml error = assertError(answer, 416, "InvalidRange");
        assertThat(error.text("/Error/ActualObjectSize")).isEqualTo("5");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */5");
        assertThat(answer.header("ETag")).isNull();
    }

    @Test
    void rangeShouldBeTheWholeWhereIfRangeNamesAnotherObject() {
        GivenRequest request = GivenRequest.of("GET", "/bucket/hello.jar").as("alice");
        SentAnswer answer =
                s3.send(request.header("Range", "bytes=1-3").header("If-Range", "\"other\""));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void unchangedObjectShouldNotBeSentAgain(String method) {
        s3.send(
                GivenRequest.of("PUT", "/bucket/hello.jar")
                        .as("alice")
                        .header("Cache-Control", "max-age=60")
                        .body("hello"));
        s3.events().forget();
        SentAnswer answer =
                s3.send(
                        GivenRequest.of(method, "/bucket/hello.jar")
                                .as("alice")
                                .header("If-None-Match", '"' + MD5_OF_HELLO + '"'));
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo('"' + MD5_OF_HELLO + '"');
        assertThat(answer.header("Last-Modified")).isEqualTo("Thu, 01 Jan 2026 10:00:00 GMT");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=60");
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(s3.events().one(ArtifactOperationEnded.class).outcome())
                .isEqualTo(Outcome.SUCCESS);
        assertError(get("If-Match", "\"other\""), 412, "PreconditionFailed");
    }

    @ParameterizedTest
    @CsvSource({
        "/bucket/absent, 404, NoSuchKey",
        "/absent/key, 404, NoSuchBucket",
        "/Bucket/key, 400, InvalidBucketName",
        "/bucket/hello.jar?versionId=1, 501, NotImplemented",
        "/bucket/hello.jar?partNumber=1, 501, NotImplemented",
        "/bucket/hello.jar?acl, 501, NotImplemented",
        "/bucket/%FF, 400, InvalidURI",
        "//key, 400, InvalidURI"
    })
    void unreadableObjectShouldGetItsExactError(String target, int status, String code) {
        assertError(s3.send("GET", target), status, code);
        assertThat(s3.events().all(FaultOccurred.class)).isEmpty();
    }

    @Test
    void currentVersionShouldBeReadableByItsName() {
        assertThat(s3.send("GET", "/bucket/hello.jar?versionId=null").body()).isEqualTo("hello");
    }

    @Test
    void customerKeyShouldNotBeIgnored() {
        assertError(
                get("x-amz-server-side-encryption-customer-algorithm", "AES256"),
                501,
                "NotImplemented");
    }

    @Test
    void objectShouldBeHiddenWithoutPermission() {
        s3.gate().allow(permission -> permission.action() != PolicyAction.GET_OBJECT);
        assertError(s3.send("GET", "/bucket/hello.jar"), 403, "AccessDenied");
        assertError(s3.send("GET", "/bucket/absent"), 403, "AccessDenied");
        assertError(s3.send("GET", "/absent/absent"), 403, "AccessDenied");
        assertThat(s3.events().all(ArtifactOperationEnded.class))
                .noneMatch(ArtifactOperationEnded::bucketFound);
    }

    @Test
    void requestThatIsNotAuthenticatedShouldStartNoOperation() {
        assertError(
                s3.send(GivenRequest.of("GET", "/bucket/hello.jar").as("intruder")),
                403,
                "SignatureDoesNotMatch");
        assertThat(s3.events().order()).containsExactly("RequestStarted", "RequestEnded");
        assertThat(s3.events().one(RequestEnded.class).endpoint()).isEqualTo("Unknown");
    }

    private SentAnswer get(String header, String value) {
        return s3.send(
                GivenRequest.of("GET", "/bucket/hello.jar").as("alice").header(header, value));
    }
}
