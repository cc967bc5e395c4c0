package io.artifactstore.web.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.web.http.Exchanges;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.RunningWeb;
import io.artifactstore.web.http.SentAnswer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Management requests go the way of all requests, and what is none goes to S3. */
class ManagementFilterTest {

    private final RunningWeb web = RunningWeb.with(Map.of());
    private final ManagementFilter filter = new ManagementFilter();
    private final SentAnswer answer = new SentAnswer();

    @BeforeEach
    void start() {
        filter.exchanges = web.bean(Exchanges.class);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void resourceShouldFindItsExchangeAndItsAnswerShouldBeCounted() throws Exception {
        List<String> users = new ArrayList<>();
        send(
                request("GET", "/_api/v1/drain"),
                (request, response) -> {
                    var http = (jakarta.servlet.http.HttpServletRequest) request;
                    users.add(ManagementFilter.exchangeOf(http).verified().principal().userId());
                    response.getOutputStream().write('{');
                    response.getOutputStream().write(new byte[] {'}', '\n'});
                    response.getOutputStream().flush();
                });
        assertThat(users).containsExactly("alice");
        assertThat(answer.body()).isEqualTo("{}\n");
        RequestEnded ended = web.events().one(RequestEnded.class);
        assertThat(ended.surface()).isEqualTo(Surface.MANAGEMENT);
        assertThat(ended.endpoint()).isEqualTo("/_api/v1");
        assertThat(ended.bytesSent()).isEqualTo(3);
    }

    @Test
    void takenBackAnswerShouldNotBeCounted() throws Exception {
        send(
                request("GET", "/_api/v1/drain"),
                (request, response) -> {
                    response.getOutputStream().write(new byte[100]);
                    response.reset();
                    response.getOutputStream().write('x');
                    response.getOutputStream().close();
                });
        assertThat(answer.body()).isEqualTo("x");
        assertThat(web.events().one(RequestEnded.class).bytesSent()).isEqualTo(1);
    }

    @Test
    void intruderShouldGetJsonAndReachNoResource() throws Exception {
        send(
                GivenRequest.of("GET", "/_api/v1/drain").as("intruder"),
                (request, response) -> {
                    throw new AssertionError("was reached");
                });
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        JsonObject error = json();
        assertThat(error.getString("code")).isEqualTo("SignatureDoesNotMatch");
        assertThat(error.getString("message")).isNotEmpty();
        assertThat(error.getString("requestId")).isEqualTo(answer.header("x-amz-request-id"));
    }

    @Test
    void headShouldGetTheStatusOnly() throws Exception {
        send(
                GivenRequest.of("HEAD", "/_api/v1/drain").as("intruder"),
                (request, response) -> {
                    throw new AssertionError("was reached");
                });
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.bytes()).isEmpty();
    }

    @Test
    void defectInAServletShouldBeNamedByItsRootCause() throws Exception {
        send(
                request("GET", "/_api/v1/drain"),
                (request, response) -> {
                    throw new ServletException(new IllegalArgumentException("secret"));
                });
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(web.events().one(RequestEnded.class).fault())
                .isEqualTo("java.lang.IllegalArgumentException");
        assertThat(web.events().all(FaultOccurred.class)).hasSize(1);
    }

    @Test
    void servletExceptionWithoutACauseShouldBeAFaultToo() throws Exception {
        send(
                request("GET", "/_api/v1/drain"),
                (request, response) -> {
                    throw new ServletException("no cause");
                });
        assertThat(answer.status()).isEqualTo(500);
    }

    @Test
    void errorInsideAServletExceptionShouldKeepItsCode() throws Exception {
        send(
                request("GET", "/_api/v1/drain"),
                (request, response) -> {
                    throw new ServletException(new S3Exception(S3ErrorCode.ACCESS_DENIED));
                });
        assertThat(answer.status()).isEqualTo(403);
        assertThat(web.events().all(FaultOccurred.class)).isEmpty();
    }

    @Test
    void vanishedClientShouldBeNobodysFault() throws Exception {
        send(
                request("GET", "/_api/v1/metrics/catalogue"),
                (request, response) -> {
                    throw new IOException("Broken pipe");
                });
        assertThat(web.events().all(FaultOccurred.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket/../_api/v1/drain", "/%5Fapi/v1/drain", "//_api/v1/drain"})
    void keyThatOnlyNormalisesToThePathShouldGoToS3(String path) throws Exception {
        List<String> forwarded = new ArrayList<>();
        send(
                request("POST", path).in(contextOf(forwarded)),
                (request, response) -> {
                    throw new AssertionError("was reached");
                });
        assertThat(forwarded).containsExactly("S3Servlet");
        assertThat(web.events().order()).isEmpty();
    }

    @Test
    void requestThatDidNotPassTheFilterShouldHaveNoExchange() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                ManagementFilter.exchangeOf(
                                        request("GET", "/_api/v1/drain").servlet()));
    }

    private static GivenRequest request(String method, String path) {
        return GivenRequest.of(method, path).as("alice");
    }

    private void send(GivenRequest request, FilterChain chain) throws Exception {
        filter.doFilter(request.servlet(), answer.servlet(), chain);
    }

    private JsonObject json() {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private static ServletContext contextOf(List<String> forwarded) {
        return proxy(
                ServletContext.class,
                "getNamedDispatcher",
                name ->
                        proxy(
                                RequestDispatcher.class,
                                "forward",
                                request -> {
                                    forwarded.add((String) name);
                                    return null;
                                }));
    }

    private static <T> T proxy(
            Class<T> type, String only, java.util.function.Function<Object, Object> answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        ManagementFilterTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, called, arguments) -> {
                            if (!called.getName().equals(only)) {
                                // What the filter begins to call has to be modelled here first.
                                throw new UnsupportedOperationException(called.toString());
                            }
                            return answer.apply(arguments[0]);
                        }));
    }
}
