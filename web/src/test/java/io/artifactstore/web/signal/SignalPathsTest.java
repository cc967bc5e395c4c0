package io.artifactstore.web.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.signal.SignalEndpoint;
import io.artifactstore.web.http.Admission;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.RunningWeb;
import io.artifactstore.web.http.SentAnswer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalPathsTest {

    private final RunningWeb web =
            RunningWeb.with(
                    Map.of("artifact-store.max-requests", "1"),
                    SignalPaths.class,
                    Open.class,
                    Guarded.class);
    private final SentAnswer answer = new SentAnswer();

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void openPathShouldBeAnsweredWithoutAGate() throws IOException {
        assertThat(serve(GivenRequest.of("GET", "/health/ready?for=write"))).isTrue();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("/health/ready for=write é");
        assertThat(answer.header("Content-Length"))
                .isEqualTo(Integer.toString(answer.bytes().length));
        assertThat(web.gate().asked).isEmpty();
        assertThat(web.events().order()).isEmpty();
    }

    @Test
    void openPathShouldBeAnsweredBySaturatedServersToo() throws IOException {
        assertThat(web.bean(Admission.class).tryEnter()).isTrue();
        assertThat(serve(GivenRequest.of("GET", "/health"))).isTrue();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("/health  é");
    }

    @Test
    void headShouldHaveTheHeadersWithoutTheBody() throws IOException {
        assertThat(serve(GivenRequest.of("HEAD", "/health"))).isTrue();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("11");
        assertThat(answer.bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /health",
        "PUT, /health",
        "DELETE, /metrics",
        "GET, /health/",
        "GET, /healthy",
        "GET, /health/other",
        "GET, //health",
        "GET, /%68ealth",
        "GET, /health;x=1",
        "GET, /bucket/../health",
        "GET, /"
    })
    void anythingElseShouldBeLeftToS3(String method, String path) throws IOException {
        assertThat(serve(GivenRequest.of(method, path).as("alice"))).isFalse();
        assertThat(answer.bytes()).isEmpty();
        assertThat(web.events().order()).isEmpty();
    }

    @Test
    void guardedPathShouldNeedItsPermission() throws IOException {
        assertThat(serve(GivenRequest.of("GET", "/metrics").as("alice"))).isTrue();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("scraped");
        assertThat(web.gate().asked).containsExactly(Permission.of(PolicyAction.READ_METRICS));
        RequestEnded ended = web.events().one(RequestEnded.class);
        assertThat(ended.surface()).isEqualTo(Surface.SIGNALS);
        assertThat(ended.endpoint()).isEqualTo("Signal");
    }

    @Test
    void guardedPathShouldBeRefusedInPlainText() throws IOException {
        assertThat(serve(GivenRequest.of("GET", "/metrics"))).isTrue();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.body()).isEqualTo("AccessDenied: Access Denied\n");
        SentAnswer head = new SentAnswer();
        web.bean(SignalPaths.class)
                .serve(GivenRequest.of("HEAD", "/metrics").servlet(), head.servlet());
        assertThat(head.status()).isEqualTo(403);
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void scraperThatHangsUpShouldBeNobodysFault() throws IOException {
        answer.breakingAfter(0);
        SignalPaths paths = web.bean(SignalPaths.class);
        answer.servlet().getOutputStream().flush();
        paths.serve(GivenRequest.of("GET", "/metrics").as("alice").servlet(), answer.servlet());
        assertThat(web.events().all(FaultOccurred.class)).isEmpty();
        assertThat(web.events().one(RequestEnded.class).fault()).isEmpty();
    }

    @Test
    void firstSegmentsShouldBeKnownToBucketNames() {
        assertThat(web.bean(SignalPaths.class).firstSegments())
                .containsExactly("health", "metrics");
    }

    @Test
    void twoEndpointsForOnePathShouldNotStart() {
        try (RunningWeb twice =
                RunningWeb.with(Map.of(), SignalPaths.class, Open.class, Second.class)) {
            SignalPaths paths = twice.bean(SignalPaths.class);
            assertThatThrownBy(paths::firstSegments)
                    .hasStackTraceContaining("Two signal endpoints for /health");
        }
    }

    private boolean serve(GivenRequest request) throws IOException {
        return web.bean(SignalPaths.class).serve(request.servlet(), answer.servlet());
    }

    /** Anybody may ask. */
    @Singleton
    public static class Open implements SignalEndpoint {
        @Override
        public List<String> paths() {
            return List.of("/health", "/health/ready");
        }

        @Override
        public Optional<PolicyAction> requires() {
            return Optional.empty();
        }

        @Override
        public Answer get(String path, String query) {
            return new Answer(
                    query.isEmpty() ? 200 : 503, "application/json", path + " " + query + " é");
        }
    }

    /** The same path again. */
    @Singleton
    public static class Second extends Open {}

    /** Only some may ask. */
    @Singleton
    public static class Guarded implements SignalEndpoint {
        @Override
        public List<String> paths() {
            return List.of("/metrics");
        }

        @Override
        public Optional<PolicyAction> requires() {
            return Optional.of(PolicyAction.READ_METRICS);
        }

        @Override
        public Answer get(String path, String query) {
            return new Answer(200, "text/plain", "scraped");
        }
    }
}
