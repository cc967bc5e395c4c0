package io.artifactstore.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.signal.SignalEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeAliasTest {

    private final AtomicReference<String> requested = new AtomicReference<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private HttpServer managementPort;
    private volatile int status = 200;
    private volatile byte[] body = "artifact_store_info 1.0\n".getBytes(UTF_8);
    private volatile CountDownLatch arrived = new CountDownLatch(0);
    private volatile CountDownLatch answerNow = new CountDownLatch(0);

    @BeforeEach
    void startManagementPort() throws IOException {
        managementPort =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        managementPort.setExecutor(executor);
        managementPort.createContext(
                "/",
                exchange -> {
                    requested.set(exchange.getRequestURI().toString());
                    arrived.countDown();
                    await(answerNow);
                    exchange.getResponseHeaders()
                            .set("Content-Type", "text/plain; charset=ISO-8859-1");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        managementPort.start();
    }

    @AfterEach
    void stop() {
        answerNow.countDown();
        managementPort.stop(0);
        executor.shutdownNow();
    }

    @Test
    void scrapeOfTheManagementPortShouldBePassedOn() {
        try (RunningMetrics metrics = running(Map.of())) {
            SignalEndpoint.Answer answer = metrics.bean(ScrapeAlias.class).get("/metrics", "");

            assertThat(answer)
                    .isEqualTo(
                            new SignalEndpoint.Answer(
                                    200,
                                    "text/plain; version=0.0.4; charset=utf-8",
                                    "artifact_store_info 1.0\n"));
            assertThat(requested.get()).isEqualTo("/metrics");
        }
    }

    @Test
    void queryShouldBePassedOn() {
        try (RunningMetrics metrics = running(Map.of())) {
            metrics.bean(ScrapeAlias.class).get("/metrics", "scope=application&name=a_b");

            assertThat(requested.get()).isEqualTo("/metrics?scope=application&name=a_b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b c", "a=\r\nHost: x", "a=#", "a=/../x", "a=é"})
    void queryShouldBeRefusedWhenItHoldsAnythingElse(String query) {
        try (RunningMetrics metrics = running(Map.of())) {
            assertThat(metrics.bean(ScrapeAlias.class).get("/metrics", query).status())
                    .isEqualTo(400);
            assertThat(requested.get()).isNull();
        }
    }

    @Test
    void answerShouldBe503WhenTheManagementPortFails() {
        status = 500;
        try (RunningMetrics metrics = running(Map.of())) {
            SignalEndpoint.Answer answer = metrics.bean(ScrapeAlias.class).get("/metrics", "");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body())
                    .isEqualTo(
                            "The metrics cannot be read now. The management port answered with"
                                    + " status 500.\n");
        }
    }

    @Test
    void answerShouldBe503WhenNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (RunningMetrics metrics =
                RunningMetrics.start(
                        Map.of(MetricsSettings.MANAGEMENT_PORT, Integer.toString(free)))) {
            SignalEndpoint.Answer answer = metrics.bean(ScrapeAlias.class).get("/metrics", "");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("does not answer")
                    .doesNotContain("127.0.0.1")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void answerShouldBe503WhenTheMetricsAreTooLarge() {
        body = new byte[9 * 1024 * 1024];
        try (RunningMetrics metrics = running(Map.of())) {
            SignalEndpoint.Answer answer = metrics.bean(ScrapeAlias.class).get("/metrics", "");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("larger than");
        }
    }

    @Test
    void answerShouldBe503WhenTwoScrapesAreInProgress() throws Exception {
        arrived = new CountDownLatch(2);
        answerNow = new CountDownLatch(1);
        try (RunningMetrics metrics = running(Map.of())) {
            ScrapeAlias alias = metrics.bean(ScrapeAlias.class);
            Future<SignalEndpoint.Answer> first = executor.submit(() -> alias.get("/metrics", ""));
            Future<SignalEndpoint.Answer> second = executor.submit(() -> alias.get("/metrics", ""));
            await(arrived);

            assertThat(alias.get("/metrics", "").status()).isEqualTo(503);

            answerNow.countDown();
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.get().status()).isEqualTo(200);
            assertThat(alias.get("/metrics", "").status()).isEqualTo(200);
        }
    }

    @Test
    void aliasShouldNeedThePermissionToReadMetrics() {
        try (RunningMetrics metrics = running(Map.of())) {
            assertThat(metrics.bean(ScrapeAlias.class).requires())
                    .contains(PolicyAction.READ_METRICS);
        }
    }

    @Test
    void pathShouldBeTheOneThatIsSet() {
        try (RunningMetrics metrics =
                running(Map.of(MetricsSettings.ALIAS_PATH, "/internal/metrics"))) {
            assertThat(metrics.bean(ScrapeAlias.class).paths())
                    .containsExactly("/internal/metrics");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MetricsSettings.ENABLED, MetricsSettings.ALIAS_ENABLED})
    void aliasShouldServeNoPathWhenSwitchedOff(String key) {
        try (RunningMetrics metrics = running(Map.of(key, "false"))) {
            assertThat(metrics.bean(ScrapeAlias.class).paths()).isEmpty();
        }
    }

    private RunningMetrics running(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(
                MetricsSettings.MANAGEMENT_PORT,
                Integer.toString(managementPort.getAddress().getPort()));
        return RunningMetrics.start(all);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
