package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.web.http.GivenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /, ListBuckets",
        "GET, /?max-buckets=3&x-id=ListBuckets, ListBuckets",
        "POST, /, SecurityTokenService",
        "PUT, /, MethodNotAllowed",
        "HEAD, /, MethodNotAllowed",
        "DELETE, /, MethodNotAllowed",
        "GET, //key, Invalid",
        "PUT, ///, Invalid",
        "GET, /b, ListObjects",
        "GET, /b/, ListObjects",
        "GET, /b?prefix=x&delimiter=/, ListObjects",
        "GET, /b?list-type=1, ListObjects",
        "GET, /b?list-type=2, ListObjectsV2",
        "GET, /b/?list-type=2&prefix=location, ListObjectsV2",
        "GET, /b?location, GetBucketLocation",
        "GET, /b?location=, GetBucketLocation",
        "GET, /b?uploads, ListMultipartUploads",
        "GET, /b?versions, ListObjectVersions",
        "HEAD, /b, HeadBucket",
        "PUT, /b, CreateBucket",
        "PUT, /b/?x-id=CreateBucket, CreateBucket",
        "DELETE, /b, DeleteBucket",
        "DELETE, /b?x-id=DeleteBucket, DeleteBucket",
        "DELETE, /b?X-Amz-Signature=1&X-Amz-Expires=2, DeleteBucket",
        "POST, /b?delete, DeleteObjects",
        "POST, /b?delete=&x-id=DeleteObjects, DeleteObjects",
        "POST, /b, PostObject",
        "PATCH, /b, MethodNotAllowed",
        "FOO, /b, MethodNotAllowed",
        "get, /b, MethodNotAllowed",
        "GET, /b/k, GetObject",
        "GET, /b/k?versionId=null, GetObject",
        "GET, /b/k?response-content-type=text/plain, GetObject",
        "GET, /b/k?partNumber=1, GetObject",
        "GET, /b/k?attributes, GetObjectAttributes",
        "GET, /b/k?uploadId=1, ListParts",
        "HEAD, /b/k, HeadObject",
        "HEAD, /b/k?partNumber=1, HeadObject",
        "PUT, /b/k, PutObject",
        "PUT, /b/k?x-id=PutObject, PutObject",
        "PUT, /b/k?partNumber=1&uploadId=2, UploadPart",
        "PUT, /b/k?partNumber=1, UploadPart",
        "PUT, /b/k?uploadId=2, UploadPart",
        "DELETE, /b/k, DeleteObject",
        "DELETE, /b/k?versionId=1, DeleteObject",
        "DELETE, /b/k?uploadId=1, AbortMultipartUpload",
        "POST, /b/k?uploads, CreateMultipartUpload",
        "POST, /b/k?uploadId=1, CompleteMultipartUpload",
        "POST, /b/k?restore, RestoreObject",
        "POST, /b/k?select&select-type=2, SelectObjectContent",
        "POST, /b/k, MethodNotAllowed",
        "OPTIONS, /b/k, MethodNotAllowed",
        "TRACE, /b/k, MethodNotAllowed"
    })
    void operationShouldBeToldFromMethodPathAndQuery(String method, String target, String label) {
        assertThat(route(method, target).label()).isEqualTo(label);
    }

    /** The method of one sub-resource must not do to the resource itself what was not asked for. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /b?uploads",
        "PUT, /b?versions",
        "PUT, /b?location",
        "PUT, /b?delete",
        "DELETE, /b?uploads",
        "DELETE, /b?versions",
        "DELETE, /b?location",
        "DELETE, /b?delete",
        "DELETE, /b/?uploadId=1",
        "PUT, /b/?uploadId=1&partNumber=2",
        "GET, /b/?uploadId=1",
        "GET, /b?delete",
        "HEAD, /b?versions",
        "POST, /b?uploads",
        "PUT, /b/k?uploads",
        "PUT, /b/k?restore",
        "PUT, /b/k?select",
        "PUT, /b/k?attributes",
        "DELETE, /b/k?uploads",
        "DELETE, /b/k?restore",
        "DELETE, /b/k?attributes",
        "GET, /b/k?uploads",
        "GET, /b/k?restore",
        "POST, /b/k?attributes"
    })
    void methodThatASubResourceDoesNotHaveShouldNotFallBackToTheResource(
            String method, String target) {
        assertThat(route(method, target)).isEqualTo(S3Operation.METHOD_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abac",
                "accelerate",
                "acl",
                "analytics",
                "cors",
                "encryption",
                "intelligent-tiering",
                "inventory",
                "lifecycle",
                "logging",
                "metadataConfiguration",
                "metadataTable",
                "metrics",
                "notification",
                "object-lock",
                "ownershipControls",
                "policy",
                "policyStatus",
                "publicAccessBlock",
                "replication",
                "requestPayment",
                "session",
                "tagging",
                "versioning",
                "website"
            })
    void subResourceOfABucketShouldNeverTouchTheBucket(String name) {
        for (String method : new String[] {"GET", "PUT", "DELETE", "POST", "HEAD"}) {
            assertThat(route(method, "/b?" + name)).isEqualTo(S3Operation.BUCKET_SUBRESOURCE);
            assertThat(route(method, "/b/?x=1&" + name + "=&id=2"))
                    .isEqualTo(S3Operation.BUCKET_SUBRESOURCE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acl",
                "encryption",
                "legal-hold",
                "renameObject",
                "retention",
                "tagging",
                "torrent"
            })
    void subResourceOfAnObjectShouldNeverTouchTheObject(String name) {
        for (String method : new String[] {"GET", "PUT", "DELETE", "POST", "HEAD"}) {
            assertThat(route(method, "/b/k?" + name)).isEqualTo(S3Operation.OBJECT_SUBRESOURCE);
        }
    }

    @Test
    void copySourceShouldMakeACopy() {
        assertThat(copy("/b/k")).isEqualTo(S3Operation.COPY_OBJECT);
        assertThat(copy("/b/k?uploadId=1&partNumber=1")).isEqualTo(S3Operation.UPLOAD_PART_COPY);
    }

    @ParameterizedTest
    @CsvSource({
        "/b/a//b, a//b",
        "/b//abs, /abs",
        "/b/../x, ../x",
        "/b/%2e%2e%2fx, ../x",
        "/b/a/, a/",
        "/b/C:\\x, C:\\x",
        "/b/a+b, a+b",
        "/b/a%2Bb%20c, a+b c",
        "/b/a;v=1, a;v=1",
        "/b/a%3Fx, a?x",
        "/b/%25, %",
        "/b/caf%C3%A9, café",
        "/b/con, con",
        "/b/trailing., trailing.",
        "/b/%2F, /"
    })
    void keyShouldBeTheVeryOneOfTheRequestLine(String path, String key) {
        S3Request request = request("GET", path);
        assertThat(request.bucket()).isEqualTo("b");
        assertThat(request.key()).isEqualTo(key);
        assertThat(request.objectKey().value()).isEqualTo(key);
    }

    @Test
    void encodedSlashShouldNotEndTheBucketsName() {
        S3Request request = request("GET", "/bucket%2Fkey");
        assertThat(request.bucket()).isEqualTo("bucket/key");
        assertRefused(S3ErrorCode.INVALID_BUCKET_NAME, request::bucketName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/b/%", "/b/%zz", "/b/%FF", "/%C3/k", "/b/k?a=%", "/b?%FF", "/b/%ED%A0%80"})
    void brokenEncodingShouldBeRefused(String target) {
        assertRefused(S3ErrorCode.INVALID_URI, () -> request("GET", target));
    }

    @Test
    void keyShouldBeValidatedWhenItIsUsed() {
        assertRefused(S3ErrorCode.INVALID_ARGUMENT, () -> request("GET", "/b").objectKey());
        assertRefused(S3ErrorCode.INVALID_ARGUMENT, () -> request("GET", "/b/a%00b").objectKey());
        assertRefused(
                S3ErrorCode.KEY_TOO_LONG,
                () -> request("GET", "/b/" + "%C3%A9".repeat(513)).objectKey());
        assertThat(request("GET", "/b/" + "%C3%A9".repeat(512)).objectKey().value()).hasSize(512);
    }

    private static S3Operation route(String method, String target) {
        return request(method, target).operation();
    }

    private static S3Operation copy(String target) {
        return S3Request.of(
                        GivenRequest.of("PUT", target)
                                .header("x-amz-copy-source", "/b/other")
                                .exchange()
                                .request())
                .operation();
    }

    private static S3Request request(String method, String target) {
        return S3Request.of(GivenRequest.of(method, target).exchange().request());
    }
}
