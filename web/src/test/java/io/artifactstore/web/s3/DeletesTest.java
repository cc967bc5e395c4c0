package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.BucketsTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationEnded.KeyOutcome;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.SentAnswer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DeleteObject and DeleteObjects: one outcome per key that the client asked to delete. */
class DeletesTest {

    private final S3Api s3 = new S3Api().withBucket("bucket");

    @BeforeEach
    void start() {
        for (String key : new String[] {"a.jar", "b.pom", "c"}) {
            s3.send("PUT", "/bucket/" + key, "text");
        }
        s3.events().forget();
        s3.gate().asked.clear();
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void deletedKeyShouldBeGone() {
        SentAnswer answer = s3.send("DELETE", "/bucket/a.jar");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(s3.store().keys("bucket")).containsExactly("b.pom", "c");
        assertThat(s3.gate().asked)
                .containsExactly(new Permission(PolicyAction.DELETE_OBJECT, "bucket", "a.jar"));
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.bytes()).isEqualTo(4);
        assertThat(ended.keys())
                .containsExactly(new KeyOutcome("a.jar", ArtifactType.JAR, Outcome.SUCCESS));
    }

    @Test
    void absentKeyShouldBeASuccessOfTheTypeItsNameTells() {
        assertThat(s3.send("DELETE", "/bucket/absent.jar").status()).isEqualTo(204);
        assertThat(s3.events().one(ArtifactOperationEnded.class).keys())
                .containsExactly(new KeyOutcome("absent.jar", ArtifactType.JAR, Outcome.SUCCESS));
    }

    @ParameterizedTest
    @CsvSource({
        "/bucket/a.jar?versionId=1, 501, NotImplemented",
        "/absent/a.jar, 404, NoSuchBucket"
    })
    void refusedDeleteShouldBeTheOutcomeOfItsKey(String target, int status, String code) {
        assertError(s3.send("DELETE", target), status, code);
        assertThat(s3.events().one(ArtifactOperationEnded.class).keys())
                .containsExactly(
                        new KeyOutcome("a.jar", ArtifactType.JAR, new Outcome.Rejected(code)));
        assertThat(s3.store().keys("bucket")).hasSize(3);
    }

    @Test
    void conditionalDeleteShouldNotBecomeAnUnconditionalOne() {
        assertError(
                s3.send(
                        GivenRequest.of("DELETE", "/bucket/a.jar")
                                .as("alice")
                                .header("If-Match", "\"x\"")),
                501,
                "NotImplemented");
        assertThat(s3.store().keys("bucket")).hasSize(3);
    }

    @Test
    void everyKeyShouldHaveItsAnswerAndOutcome() {
        s3.gate().allow(permission -> !permission.key().equals("b.pom"));
        Xml result =
                Xml.of(
                        delete(
                                        "<Delete><Object><Key>a.jar</Key></Object>"
                                                + "<Object><Key>b.pom</Key></Object>"
                                                + "<Object><Key>absent&amp;&lt;.zip</Key></Object>"
                                                + "<Object><Key>c</Key><VersionId>1</VersionId></Object>"
                                                + "<Object><Key>c</Key><ETag>x</ETag></Object>"
                                                + "<Object><Key></Key></Object></Delete>")
                                .body());
        assertThat(result.texts("//Deleted/Key")).containsExactly("a.jar", "absent&<.zip");
        assertThat(result.texts("//Error/Key")).containsExactly("b.pom", "c", "c", "");
        assertThat(result.texts("//Error/Code"))
                .containsExactly(
                        "AccessDenied", "NotImplemented", "NotImplemented", "InvalidArgument");
        assertThat(result.texts("//Error/Message")).allMatch(message -> !message.isEmpty());
        assertThat(s3.store().keys("bucket")).containsExactly("b.pom", "c");
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(ended.bucketFound()).isTrue();
        assertThat(ended.keys())
                .containsExactly(
                        new KeyOutcome("a.jar", ArtifactType.JAR, Outcome.SUCCESS),
                        rejected("b.pom", ArtifactType.POM, "AccessDenied"),
                        new KeyOutcome("absent&<.zip", ArtifactType.ZIP, Outcome.SUCCESS),
                        rejected("c", ArtifactType.OTHER, "NotImplemented"),
                        rejected("c", ArtifactType.OTHER, "NotImplemented"),
                        rejected("", ArtifactType.OTHER, "InvalidArgument"));
    }

    @Test
    void quietDeleteShouldAnswerErrorsOnly() {
        s3.gate().allow(permission -> !permission.key().equals("b.pom"));
        Xml result =
                Xml.of(
                        delete(
                                        "<Delete><Quiet>true</Quiet><Object><Key>a.jar</Key></Object>"
                                                + "<Object><Key>b.pom</Key></Object></Delete>")
                                .body());
        assertThat(result.texts("//Deleted")).isEmpty();
        assertThat(result.texts("//Error/Key")).containsExactly("b.pom");
    }

    @Test
    void deleteOfForbiddenKeysShouldNotTellWhetherTheBucketExists() {
        s3.gate().allow(permission -> false);
        Xml there = Xml.of(delete(one("a.jar")).body());
        Xml absent = Xml.of(s3.send(checked("/absent?delete", one("a.jar"))).body());
        assertThat(there.texts("//Error/Code")).containsExactly("AccessDenied");
        assertThat(absent.texts("//Error/Code")).containsExactly("AccessDenied");
        assertThat(s3.store().keys("bucket")).hasSize(3);
    }

    @Test
    void anonymousDeleteShouldBeRefusedBeforeItsBodyIsRead() {
        SentAnswer answer =
                s3.send(GivenRequest.of("POST", "/bucket?delete").brokenBody(8_000_000));
        assertError(answer, 403, "AccessDenied");
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void failedDeleteShouldFailEveryKey() {
        s3.store().failure = new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE);
        String body =
                "<Delete><Object><Key>a.jar</Key></Object><Object><Key>c</Key></Object></Delete>";
        assertError(delete(body), 503, "ServiceUnavailable");
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.outcome().status()).isEqualTo("failure");
        assertThat(ended.keys()).extracting(KeyOutcome::key).containsExactly("a.jar", "c");
        assertThat(ended.keys()).allMatch(key -> key.outcome().status().equals("failure"));
    }

    @Test
    void deleteFromAnAbsentBucketShouldRejectEveryKey() {
        assertError(s3.send(checked("/absent?delete", one("a.jar"))), 404, "NoSuchBucket");
        assertThat(s3.events().one(ArtifactOperationEnded.class).keys())
                .containsExactly(rejected("a.jar", ArtifactType.JAR, "NoSuchBucket"));
    }

    @Test
    void bodyShouldNeedADigest() {
        assertError(s3.send("POST", "/bucket?delete", one("a.jar")), 400, "InvalidRequest");
        assertError(s3.send("POST", "/bucket?delete", ""), 400, "InvalidRequest");
        assertThat(s3.store().keys("bucket")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "content-md5, AAAAAAAAAAAAAAAAAAAAAA==, BadDigest",
        "content-md5, AAAA, InvalidDigest",
        "x-amz-checksum-crc32, AAAAAA==, BadDigest",
        "x-amz-checksum-crc32, AA==, InvalidRequest",
        "x-amz-content-sha256, 0000000000000000000000000000000000000000000000000000000000000000, XAmzContentSHA256Mismatch"
    })
    void bodyThatDoesNotMatchItsDigestShouldDeleteNothing(
            String header, String value, String code) {
        assertError(
                s3.send(
                        GivenRequest.of("POST", "/bucket?delete")
                                .as("alice")
                                .header(header, value)
                                .body(one("a.jar"))),
                400,
                code);
        assertThat(s3.store().keys("bucket")).hasSize(3);
        assertThat(s3.events().one(ArtifactOperationEnded.class).keys()).isEmpty();
    }

    @Test
    void malformedBodyShouldDeleteNothing() {
        assertError(delete(one("a.jar") + "<"), 400, "MalformedXML");
        assertThat(s3.store().keys("bucket")).hasSize(3);
    }

    @Test
    void vanishedClientShouldNotUndoTheOutcomeOfItsKeys() {
        s3.send(checked("/bucket?delete", one("a.jar")), new SentAnswer().breakingAfter(10));
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(ended.keys())
                .containsExactly(new KeyOutcome("a.jar", ArtifactType.JAR, Outcome.SUCCESS));
    }

    private SentAnswer delete(String body) {
        return s3.send(checked("/bucket?delete", body));
    }

    private static GivenRequest checked(String target, String body) {
        return GivenRequest.of("POST", target)
                .as("alice")
                .header("Content-MD5", md5(body))
                .body(body);
    }

    private static String md5(String body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("MD5")
                                    .digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String one(String key) {
        return "<Delete><Object><Key>" + key + "</Key></Object></Delete>";
    }

    private static KeyOutcome rejected(String key, ArtifactType type, String code) {
        return new KeyOutcome(key, type, new Outcome.Rejected(code));
    }
}
