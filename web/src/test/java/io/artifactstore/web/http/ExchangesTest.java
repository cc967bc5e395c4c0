package io.artifactstore.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Announced, admitted, authenticated, answered, announced again: whatever happens in between. */
class ExchangesTest {

    private static RunningWeb web;

    private final SentAnswer answer = new SentAnswer();

    @BeforeAll
    static void start() {
        web = RunningWeb.with(Map.of("artifact-store.max-requests", "1"));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @BeforeEach
    void forget() {
        web.events().forget();
        web.gate().undecided.clear();
    }

    @Test
    void servedRequestShouldBeAnnouncedBeforeAndAfter() {
        serve(get(), exchange -> exchange.out().write('x'));
        assertThat(web.events().order()).containsExactly("RequestStarted", "RequestEnded");
        RequestStarted started = web.events().one(RequestStarted.class);
        assertThat(answer.header("x-amz-request-id")).isEqualTo(started.requestId());
        RequestEnded ended = web.events().one(RequestEnded.class);
        assertThat(ended.requestId()).isEqualTo(started.requestId());
        assertThat(ended.userId()).isEqualTo("alice");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.bytesSent()).isEqualTo(1);
    }

    @Test
    void handlerShouldNotBeCalledForAnIntruder() {
        serve(
                GivenRequest.of("GET", "/b").as(RecordingGate.INTRUDER),
                exchange -> {
                    throw new AssertionError("was called");
                });
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("SignatureDoesNotMatch");
        assertThat(web.events().one(RequestEnded.class).userId()).isEmpty();
    }

    @Test
    void clientsMistakeShouldBeNobodysFault() {
        serve(
                get(),
                exchange -> {
                    throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
                });
        assertThat(answer.status()).isEqualTo(404);
        assertThat(web.events().all(FaultOccurred.class)).isEmpty();
        assertThat(web.events().one(RequestEnded.class).fault()).isEmpty();
    }

    @Test
    void defectShouldBeOneAnswerAndOneFault() {
        serve(
                get(),
                exchange -> {
                    throw new IllegalStateException("what nobody expected");
                });
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("InternalError");
        assertThat(web.events().one(FaultOccurred.class))
                .isEqualTo(
                        new FaultOccurred(
                                FaultOccurred.Type.INTERNAL, FaultOccurred.Component.WEB));
        RequestEnded ended = web.events().one(RequestEnded.class);
        assertThat(ended.status()).isEqualTo(500);
        assertThat(ended.fault()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void errorOfAnyKindShouldBeAnsweredAndAnnounced() {
        serve(
                get(),
                exchange -> {
                    throw new AssertionError("a broken promise");
                });
        assertThat(answer.status()).isEqualTo(500);
        assertThat(web.events().all(FaultOccurred.class)).hasSize(1);
        assertThat(web.events().one(RequestEnded.class).status()).isEqualTo(500);
    }

    @Test
    void knownFaultShouldKeepItsTypeAndComponent() {
        serve(
                get(),
                exchange -> {
                    throw new S3Exception(
                            S3ErrorCode.SERVICE_UNAVAILABLE,
                            "The disk is full.",
                            new StoreFault(
                                    FaultOccurred.Type.DISK_FULL,
                                    FaultOccurred.Component.BLOB,
                                    "full",
                                    null));
                });
        assertThat(answer.status()).isEqualTo(503);
        assertThat(web.events().one(FaultOccurred.class))
                .isEqualTo(
                        new FaultOccurred(
                                FaultOccurred.Type.DISK_FULL, FaultOccurred.Component.BLOB));
        assertThat(web.events().one(RequestEnded.class).fault())
                .isEqualTo(StoreFault.class.getName());
    }

    @Test
    void vanishedClientShouldBeNobodysFault() {
        serve(
                get(),
                exchange -> {
                    throw new ClientGoneException(new IOException("reset"));
                });
        assertThat(web.events().all(FaultOccurred.class)).isEmpty();
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void brokenConnectionShouldBeNobodysFault() {
        serve(
                get(),
                exchange -> {
                    throw new IOException("Broken pipe");
                });
        assertThat(web.events().all(FaultOccurred.class)).isEmpty();
        assertThat(web.events().one(RequestEnded.class).fault()).isEmpty();
    }

    @Test
    void connectionThatBreaksUnderTheErrorShouldEndQuietly() {
        answer.breakingAfter(0);
        serve(
                get(),
                exchange -> {
                    throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
                });
        assertThat(web.events().order()).containsExactly("RequestStarted", "RequestEnded");
        assertThat(web.events().one(RequestEnded.class).status()).isEqualTo(404);
    }

    @Test
    void whatWasNotSentShouldBeTakenBackAndNotCounted() {
        serve(
                get(),
                exchange -> {
                    exchange.answer().setHeader("ETag", "\"half\"");
                    exchange.out().write(new byte[1000]);
                    throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
                });
        assertThat(answer.body()).isEqualTo("NoSuchKey");
        assertThat(answer.header("ETag")).isNull();
        assertThat(answer.header("x-amz-request-id")).isNotNull();
        assertThat(web.events().one(RequestEnded.class).bytesSent())
                .isEqualTo("NoSuchKey".length());
    }

    @Test
    void answerThatHasBegunShouldGetNoErrorBehindIt() {
        serve(
                get(),
                exchange -> {
                    exchange.out().write(new byte[100]);
                    exchange.finish();
                    throw new IllegalStateException("half way");
                });
        assertThat(answer.bytes()).hasSize(100);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(web.events().all(FaultOccurred.class)).hasSize(1);
        assertThat(web.events().one(RequestEnded.class).bytesSent()).isEqualTo(100);
    }

    @Test
    void unreadBodyShouldCloseTheConnection() {
        Exchanges.Handler refusing =
                exchange -> {
                    throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
                };
        serve(GivenRequest.of("PUT", "/b/k").as("alice").body("unread"), refusing);
        assertThat(answer.header("Connection")).isEqualTo("close");
        SentAnswer second = new SentAnswer();
        serve(get(), second, refusing);
        assertThat(second.header("Connection")).isNull();
    }

    @Test
    void excessShouldBeTurnedAwayAtOnce() {
        SentAnswer refused = new SentAnswer();
        serve(get(), exchange -> serve(get(), refused, inner -> inner.out().write('x')));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).isEqualTo("SlowDown");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(web.gate().undecided).containsExactly(S3ErrorCode.SLOW_DOWN);
        assertThat(web.events().order())
                .containsExactly(
                        "RequestStarted",
                        "RequestStarted",
                        "AdmissionRefused",
                        "FaultOccurred",
                        "RequestEnded",
                        "RequestEnded");
        assertThat(web.events().one(FaultOccurred.class).type())
                .isEqualTo(FaultOccurred.Type.OVERLOAD);
    }

    @Test
    void placeShouldBeGivenBackAfterAFailure() {
        for (int i = 0; i < 3; i++) {
            serve(
                    get(),
                    new SentAnswer(),
                    exchange -> {
                        throw new IllegalStateException();
                    });
        }
        serve(get(), exchange -> exchange.out().write('x'));
        assertThat(web.events().all(RequestEnded.class))
                .extracting(RequestEnded::status)
                .containsExactly(500, 500, 500, 200);
    }

    private static GivenRequest get() {
        return GivenRequest.of("GET", "/b").as("alice");
    }

    private void serve(GivenRequest request, Exchanges.Handler handler) {
        serve(request, answer, handler);
    }

    private static void serve(GivenRequest request, SentAnswer answer, Exchanges.Handler handler) {
        web.bean(Exchanges.class)
                .serve(
                        request.servlet(),
                        answer.servlet(),
                        Surface.S3,
                        handler,
                        (exchange, error) -> {
                            exchange.answer().setStatus(error.code().status());
                            exchange.out()
                                    .write(error.code().code().getBytes(StandardCharsets.UTF_8));
                            exchange.out().flush();
                        });
    }
}
