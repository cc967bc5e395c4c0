package io.artifactstore.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    @Test
    void requestShouldBeTakenFromTheRawRequestLine() {
        Exchange exchange =
                GivenRequest.of("GET", "/b//x/../y;v=1%2F?a=%20&a=2")
                        .header("Host", "store.example")
                        .header("X-Amz-Meta-A", "1")
                        .header("x-amz-meta-a", "2")
                        .header("X-AMZ-META-A", "3")
                        .overTls()
                        .exchange();
        assertThat(exchange.request().rawPath()).isEqualTo("/b//x/../y;v=1%2F");
        assertThat(exchange.request().rawQuery()).isEqualTo("a=%20&a=2");
        assertThat(exchange.request().headers())
                .containsOnly(
                        Map.entry("host", List.of("store.example")),
                        Map.entry("x-amz-meta-a", List.of("1", "2", "3")));
        assertThat(exchange.header("HOST")).isEqualTo("store.example");
        assertThat(exchange.header("absent")).isNull();
        assertThat(exchange.request().secure()).isTrue();
        assertThat(exchange.request().sourceAddress()).isEqualTo("192.0.2.7");
        assertThat(exchange.requestId()).isEqualTo("0123456789ABCDEF");
    }

    @Test
    void missingQueryShouldBeAnEmptyOne() {
        assertThat(GivenRequest.of("GET", "/").exchange().request().rawQuery()).isEmpty();
    }

    @Test
    void startShouldBeAnnouncedWithoutSecrets() {
        RequestStarted started =
                GivenRequest.of("GET", "/b/k?X-Amz-Signature=s3cr3t&X-Amz-Expires=60")
                        .header("Host", "store.example")
                        .header("User-Agent", "test/1")
                        .header("Authorization", "s3cr3t")
                        .header("traceparent", "00-a-b-01")
                        .header("tracestate", "x=1")
                        .header("tracestate", "y=2")
                        .exchange()
                        .started();
        assertThat(started)
                .isEqualTo(
                        new RequestStarted(
                                "0123456789ABCDEF",
                                Surface.S3,
                                "GET",
                                "http",
                                "/b/k",
                                "X-Amz-Signature=REDACTED&X-Amz-Expires=60",
                                "store.example",
                                "test/1",
                                "192.0.2.7",
                                Map.of("traceparent", "00-a-b-01", "tracestate", "x=1,y=2")));
    }

    @Test
    void startShouldSayEmptyWhereNothingWasSent() {
        RequestStarted started = GivenRequest.of("GET", "/").overTls().exchange().started();
        assertThat(started.scheme()).isEqualTo("https");
        assertThat(started.host()).isEmpty();
        assertThat(started.userAgent()).isEmpty();
        assertThat(started.propagation()).isEmpty();
    }

    @Test
    void endShouldCarryTheFiguresOfBothBodies() throws IOException {
        SentAnswer answer = new SentAnswer();
        Exchange exchange =
                GivenRequest.of("PUT", "/b/k").as("alice").body("12345").verified(answer);
        assertThat(exchange.in().read()).isEqualTo('1');
        assertThat(exchange.in().readAllBytes()).hasSize(4);
        exchange.endpoint("PutObject");
        exchange.bucket("b");
        exchange.bucketFound();
        exchange.answer().setStatus(201);
        exchange.out().write('a');
        exchange.out().write(new byte[] {'b', 'c'});
        exchange.finish();
        RequestEnded ended = exchange.ended();
        assertThat(answer.body()).isEqualTo("abc");
        assertThat(answer.isCommitted()).isTrue();
        assertThat(ended.status()).isEqualTo(201);
        assertThat(ended.bytesReceived()).isEqualTo(5);
        assertThat(ended.bytesSent()).isEqualTo(3);
        assertThat(ended.endpoint()).isEqualTo("PutObject");
        assertThat(ended.bucket()).isEqualTo("b");
        assertThat(ended.bucketFound()).isTrue();
        assertThat(ended.userId()).isEqualTo("alice");
        assertThat(ended.fault()).isEmpty();
        assertThat(ended.firstByteNanos()).isBetween(1L, ended.durationNanos());
    }

    @Test
    void endShouldSayNothingWhereNothingHappened() throws IOException {
        Exchange exchange = GivenRequest.of("HEAD", "/").exchange();
        exchange.finish();
        RequestEnded ended = exchange.ended();
        assertThat(ended.endpoint()).isEqualTo("Unknown");
        assertThat(ended.bucket()).isEmpty();
        assertThat(ended.bucketFound()).isFalse();
        assertThat(ended.bytesReceived()).isZero();
        assertThat(ended.bytesSent()).isZero();
        assertThat(ended.userId()).isEmpty();
        assertThat(ended.firstByteNanos()).isEqualTo(ended.durationNanos());
    }

    @Test
    void skippedBytesShouldCountAsReceived() throws IOException {
        Exchange exchange = GivenRequest.of("PUT", "/b/k").body("12345").exchange();
        assertThat(exchange.in().skip(5)).isEqualTo(5);
        assertThat(exchange.ended().bytesReceived()).isEqualTo(5);
        assertThat(exchange.hasUnreadBody()).isFalse();
    }

    @Test
    void faultShouldBeNamedByItsType() {
        Exchange exchange = GivenRequest.of("GET", "/").exchange();
        exchange.fault(new IllegalStateException("secret"));
        assertThat(exchange.ended().fault()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void bodyShouldBeUnreadUntilItsLastByteWasRead() throws IOException {
        Exchange exchange = GivenRequest.of("PUT", "/b/k").body("ab").exchange();
        assertThat(exchange.hasUnreadBody()).isTrue();
        exchange.in().read();
        assertThat(exchange.hasUnreadBody()).isTrue();
        exchange.in().read();
        assertThat(exchange.hasUnreadBody()).isFalse();
    }

    @Test
    void chunkedBodyShouldBeUnreadUntilItsEndWasSeen() throws IOException {
        Exchange exchange = GivenRequest.of("PUT", "/b/k").chunked("ab").exchange();
        assertThat(exchange.contentLength()).isEqualTo(-1);
        assertThat(exchange.hasUnreadBody()).isTrue();
        assertThat(exchange.in().read()).isEqualTo('a');
        assertThat(exchange.in().read()).isEqualTo('b');
        assertThat(exchange.hasUnreadBody()).isTrue();
        assertThat(exchange.in().read()).isEqualTo(-1);
        assertThat(exchange.hasUnreadBody()).isFalse();
    }

    @Test
    void noBodyShouldNotBeUnread() {
        assertThat(GivenRequest.of("GET", "/").exchange().hasUnreadBody()).isFalse();
        assertThat(GivenRequest.of("PUT", "/b").body("").exchange().hasUnreadBody()).isFalse();
    }
}
