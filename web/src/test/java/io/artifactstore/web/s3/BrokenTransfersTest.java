package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.BucketsTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.SentAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfers that do not come to their end, through the client or through the store. */
class BrokenTransfersTest {

    private final S3Api s3 = new S3Api().withBucket("bucket");

    @BeforeEach
    void start() {
        s3.send("PUT", "/bucket/hello.jar", "hello");
        s3.events().forget();
    }

    @AfterEach
    void stop() {
        assertThat(s3.store().open).as("objects left open").isZero();
        s3.close();
    }

    @Test
    void uploadThatBreaksOffShouldBeCanceled() {
        s3.send(GivenRequest.of("PUT", "/bucket/k").as("alice").brokenBody(10));
        assertThat(s3.store().keys("bucket")).containsExactly("hello.jar");
        assertThat(s3.events().one(ArtifactOperationEnded.class).outcome())
                .isEqualTo(Outcome.CANCELED);
        assertThat(s3.events().all(FaultOccurred.class)).isEmpty();
    }

    @Test
    void faultBeforeTheFirstByteShouldBeAnError() {
        s3.store().failsAfter = 0;
        assertError(s3.send("GET", "/bucket/hello.jar"), 500, "InternalError");
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.outcome().status()).isEqualTo("failure");
        assertThat(ended.bytes()).isZero();
        assertThat(s3.events().all(FaultOccurred.class)).hasSize(1);
    }

    @Test
    void faultBehindTheFirstBytesShouldLeaveTheAnswerShort() {
        s3.send("PUT", "/bucket/large", "x".repeat(100_000));
        s3.events().forget();
        s3.store().failsAfter = 50_000;
        SentAnswer answer = s3.send("GET", "/bucket/large");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("100000");
        assertThat(answer.bytes()).hasSize(50_000);
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.outcome().status()).isEqualTo("failure");
        assertThat(ended.bytes()).isEqualTo(50_000);
        assertThat(s3.events().one(RequestEnded.class).bytesSent()).isEqualTo(50_000);
    }

    @Test
    void vanishedDownloaderShouldBeCanceledWithTheBytesItGot() {
        s3.send("PUT", "/bucket/large", "x".repeat(100_000));
        s3.events().forget();
        s3.send(
                GivenRequest.of("GET", "/bucket/large").as("alice"),
                new SentAnswer().breakingAfter(20_480));
        ArtifactOperationEnded ended = s3.events().one(ArtifactOperationEnded.class);
        assertThat(ended.outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(ended.bytes()).isEqualTo(20_480);
        assertThat(s3.events().all(FaultOccurred.class)).isEmpty();
    }

    @Test
    void downloaderThatVanishesAtTheLastByteShouldBeCanceledToo() {
        s3.send(
                GivenRequest.of("GET", "/bucket/hello.jar").as("alice"),
                new SentAnswer().breakingAfter(3));
        assertThat(s3.events().one(ArtifactOperationEnded.class).outcome())
                .isEqualTo(Outcome.CANCELED);
    }

    @Test
    void faultOfTheStoreShouldBeAFailureAndNotTheClients() {
        s3.store().failure = new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE);
        assertError(s3.send("PUT", "/bucket/k", "x"), 503, "ServiceUnavailable");
        s3.store().failure = new IllegalStateException("defect");
        assertError(s3.send("GET", "/bucket/hello.jar"), 500, "InternalError");
        assertThat(s3.events().all(ArtifactOperationEnded.class))
                .extracting(ended -> ended.outcome().status())
                .containsExactly("failure", "failure");
        assertThat(s3.events().all(FaultOccurred.class)).hasSize(2);
    }
}
