package io.artifactstore.web.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.SentAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {

    private final S3Api s3 = new S3Api();

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void createdBucketShouldBelongToItsCreator() {
        SentAnswer created = s3.send("PUT", "/first");
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.header("Location")).isEqualTo("/first");
        assertThat(created.header("Content-Length")).isEqualTo("0");
        assertThat(s3.store().bucket(new BucketName("first")).owner()).isEqualTo("alice");
        assertThat(s3.gate().asked)
                .containsExactly(new Permission(PolicyAction.CREATE_BUCKET, "first", ""));
        RequestEnded ended = s3.events().one(RequestEnded.class);
        assertThat(ended.endpoint()).isEqualTo("CreateBucket");
        assertThat(ended.bucket()).isEqualTo("first");
        assertThat(ended.bucketFound()).isTrue();
    }

    @Test
    void bucketShouldBeCreatedOnce() {
        s3.send("PUT", "/first");
        assertError(s3.send("PUT", "/first"), 409, "BucketAlreadyOwnedByYou");
        assertError(
                s3.send(GivenRequest.of("PUT", "/first").as("bob")), 409, "BucketAlreadyExists");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<CreateBucketConfiguration/>",
                "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<LocationConstraint>eu-west-3</LocationConstraint></CreateBucketConfiguration>"
            })
    void anyRegionShouldBeAccepted(String body) {
        assertThat(s3.send("PUT", "/first", body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "text, 400, MalformedXML",
        "<Other/>, 400, MalformedXML",
        "<CreateBucketConfiguration><Bucket><Type>Directory</Type></Bucket></CreateBucketConfiguration>, 501, NotImplemented",
        "<CreateBucketConfiguration><Tags/></CreateBucketConfiguration>, 501, NotImplemented"
    })
    void anotherConfigurationShouldBeRefused(String body, int status, String code) {
        assertError(s3.send("PUT", "/first", body), status, code);
        assertThat(s3.store().buckets()).isEmpty();
    }

    @Test
    void configurationShouldBeBoundedAndChecked() {
        assertError(
                s3.send("PUT", "/first", " ".repeat(64 * 1024 + 1)),
                400,
                "MaxMessageLengthExceeded");
        assertError(
                s3.send(
                        GivenRequest.of("PUT", "/first")
                                .as("alice")
                                .header("x-amz-content-sha256", "0".repeat(64))
                                .body("<CreateBucketConfiguration/>")),
                400,
                "XAmzContentSHA256Mismatch");
        assertThat(s3.store().buckets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-bucket-object-lock-enabled, true, 501, NotImplemented",
        "x-amz-object-ownership, ObjectWriter, 501, NotImplemented",
        "x-amz-acl, public-read, 400, AccessControlListNotSupported",
        "x-amz-grant-read, id=1, 400, AccessControlListNotSupported"
    })
    void whatIsNotImplementedShouldNotBeIgnored(
            String header, String value, int status, String code) {
        assertError(
                s3.send(GivenRequest.of("PUT", "/first").as("alice").header(header, value)),
                status,
                code);
        assertThat(s3.store().buckets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-bucket-object-lock-enabled, false",
        "x-amz-object-ownership, BucketOwnerEnforced",
        "x-amz-acl, private"
    })
    void whatChangesNothingShouldBeAccepted(String header, String value) {
        assertThat(
                        s3.send(GivenRequest.of("PUT", "/first").as("alice").header(header, value))
                                .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "health",
                "metrics",
                "openapi",
                "jwt",
                "console-plugin",
                "AB",
                "ab",
                "192.168.0.1",
                "a_b"
            })
    void namesOfTheServerAndIllegalOnesShouldBeRefused(String name) {
        Xml error = assertError(s3.send("PUT", "/" + name), 400, "InvalidBucketName");
        assertThat(error.text("/Error/BucketName")).isEqualTo(name);
    }

    @Test
    void headShouldTellTheRegionAndNoMore() {
        s3.withBucket("first");
        SentAnswer answer = s3.send("HEAD", "/first");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-amz-bucket-region")).isEqualTo("us-east-1");
        SentAnswer absent = s3.send("HEAD", "/absent");
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.bytes()).isEmpty();
    }

    @Test
    void locationShouldBeEmptyForTheDefaultRegion() {
        s3.withBucket("first");
        Xml location = Xml.of(s3.send("GET", "/first?location").body());
        assertThat(location.text("/LocationConstraint")).isEmpty();
        assertThat(location.namespace()).isEqualTo("http://s3.amazonaws.com/doc/2006-03-01/");
    }

    @Test
    void bucketShouldBeDeletedWhenItIsEmpty() {
        s3.withBucket("first");
        s3.send("PUT", "/first/key", "x");
        assertError(s3.send("DELETE", "/first"), 409, "BucketNotEmpty");
        s3.send("DELETE", "/first/key");
        SentAnswer deleted = s3.send("DELETE", "/first");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.bytes()).isEmpty();
        assertError(s3.send("DELETE", "/first"), 404, "NoSuchBucket");
    }

    @Test
    void nobodyShouldLearnOfABucketWithoutPermission() {
        s3.withBucket("first");
        s3.gate().allow(permission -> false);
        for (String name : new String[] {"first", "absent"}) {
            assertError(s3.send("GET", "/" + name), 403, "AccessDenied");
            assertError(s3.send("DELETE", "/" + name), 403, "AccessDenied");
            assertError(s3.send("GET", "/" + name + "?location"), 403, "AccessDenied");
            assertError(s3.send("PUT", "/" + name), 403, "AccessDenied");
        }
        assertThat(s3.events().all(RequestEnded.class)).noneMatch(RequestEnded::bucketFound);
        assertThat(s3.store().buckets()).hasSize(1);
    }

    @Test
    void expectedOwnerShouldBeTheOwner() {
        s3.withBucket("first");
        GivenRequest right =
                GivenRequest.of("GET", "/first?location")
                        .as("bob")
                        .header("x-amz-expected-bucket-owner", "alice");
        assertThat(s3.send(right).status()).isEqualTo(200);
        GivenRequest wrong =
                GivenRequest.of("GET", "/first?location")
                        .as("bob")
                        .header("x-amz-expected-bucket-owner", "bob");
        assertError(s3.send(wrong), 403, "AccessDenied");
    }

    @Test
    void bucketsShouldBeListedInOrder() {
        s3.withBucket("bbb").withBucket("aaa");
        Xml list = Xml.of(s3.send("GET", "/").body());
        assertThat(list.texts("//Bucket/Name")).containsExactly("aaa", "bbb");
        assertThat(list.texts("//CreationDate")).containsOnly("2026-01-01T10:00:00.123Z");
        assertThat(list.text("//Owner/ID")).isEqualTo("alice");
        assertThat(list.texts("//ContinuationToken")).isEmpty();
        assertThat(list.texts("/ListAllMyBucketsResult/Prefix")).isEmpty();
        assertThat(s3.gate().asked)
                .containsExactly(Permission.of(PolicyAction.LIST_ALL_MY_BUCKETS));
    }

    @Test
    void pagesOfBucketsShouldHoldEachBucketOnce() {
        for (String name : new String[] {"a-1", "a-2", "a-3", "a-4", "a-5", "b-1"}) {
            s3.withBucket(name);
        }
        Xml first = Xml.of(s3.send("GET", "/?max-buckets=2&prefix=a-").body());
        assertThat(first.texts("//Bucket/Name")).containsExactly("a-1", "a-2");
        assertThat(first.text("/ListAllMyBucketsResult/Prefix")).isEqualTo("a-");
        Xml second = Xml.of(next(first, "&max-buckets=2&prefix=a-").body());
        assertThat(second.texts("//Bucket/Name")).containsExactly("a-3", "a-4");
        Xml third = Xml.of(next(second, "&max-buckets=2&prefix=a-").body());
        assertThat(third.texts("//Bucket/Name")).containsExactly("a-5");
        assertThat(third.texts("//ContinuationToken")).isEmpty();
    }

    @Test
    void brokenPagingShouldBeRefused() {
        assertError(s3.send("GET", "/?max-buckets=0"), 400, "InvalidArgument");
        assertError(s3.send("GET", "/?continuation-token=nonsense!"), 400, "InvalidArgument");
    }

    private SentAnswer next(Xml page, String more) {
        return s3.send("GET", "/?continuation-token=" + page.text("//ContinuationToken") + more);
    }

    static Xml assertError(SentAnswer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        Xml error = Xml.of(answer.body());
        assertThat(error.text("/Error/Code")).isEqualTo(code);
        assertThat(error.text("/Error/RequestId")).isEqualTo(answer.header("x-amz-request-id"));
        return error;
    }
}
