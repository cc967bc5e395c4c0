package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.it.server.Figures;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.Scrape;
import io.artifactstore.it.server.SharedServer;
import io.artifactstore.it.server.StoreServer;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The management API and the guarded metrics path pass the same gate as S3. */
class ManagementIT {

    private static StoreServer server;

    @BeforeAll
    static void start() {
        server = SharedServer.get();
    }

    @Test
    void catalogueShouldKnowEveryMetricOfTheApplication() {
        RawHttp.Answer answer = RawHttp.request(server, "GET", "/_api/v1/metrics/catalogue").send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Set<String> known = new TreeSet<>();
        Matcher names = Pattern.compile("\"name\":\"([a-z0-9_]+)\"").matcher(answer.body());
        while (names.find()) {
            known.add(names.group(1));
        }
        Scrape scrape = server.scrape();
        for (Scrape.Sample sample : scrape.samples()) {
            if ("application".equals(sample.labels().get("mp_scope"))) {
                assertThat(known)
                        .as("the catalogue has %s", sample.name())
                        .anyMatch(
                                name ->
                                        sample.name().equals(name)
                                                || sample.name()
                                                        .matches(name + "_(count|sum|bucket|max)"));
            }
        }
        for (String core :
                Set.of(
                        "artifact_uploads_total",
                        "artifact_downloads_total",
                        "artifact_deletes_total",
                        "supplychain_signing_operations_total",
                        "supplychain_verification_operations_total",
                        "supplychain_sbom_operations_total",
                        "supplychain_attestation_operations_total",
                        "rbac_authentication_attempts_total",
                        "rbac_authorization_checks_total",
                        "system_active_connections",
                        "system_requests_total",
                        "system_errors_total",
                        "artifact_store_ready",
                        "artifact_store_info")) {
            assertThat(scrape.has(core)).as("%s is there from the start", core).isTrue();
        }
        assertThat(scrape.has("artifact_size_bytes_bucket")).isTrue();
        assertThat(scrape.has("artifact_operation_duration_seconds_bucket")).isTrue();
        assertThat(scrape.has("supplychain_operation_duration_seconds_bucket")).isTrue();
        assertThat(scrape.samples())
                .as("no client-side quantiles")
                .noneMatch(s -> s.labels().containsKey("quantile"));
        assertThat(scrape.samples().size()).as("series").isLessThan(5000);
    }

    @Test
    void managementRequestShouldBeCountedByItsRoute() {
        Figures figures = Figures.of(server);
        RawHttp.request(server, "GET", "/_api/v1/metrics/catalogue").send();
        RawHttp.request(server, "GET", "/_api/v1/no/such/route").send();
        RawHttp.request(server, "GET", "/_api/v1/metrics/catalogue").sendAnonymous();
        figures.assertGrowth(3, "system_requests_total");
        figures.assertGrowth(3, "rbac_authentication_attempts_total");
        figures.assertGrowth(
                1,
                "system_requests_total",
                "endpoint",
                "/_api/v1/metrics/catalogue",
                "status",
                "200",
                "method",
                "GET");
        figures.assertGrowth(
                1,
                "system_requests_total",
                "endpoint",
                "/_api/v1/metrics/catalogue",
                "status",
                "403");
        figures.assertGrowth(1, "system_requests_total", "status", "404");
    }

    @Test
    void metricsPathOnTheApiPortShouldNeedItsPermissionAndCountNothing() {
        Figures figures = Figures.of(server);
        assertThat(RawHttp.request(server, "GET", "/metrics").sendAnonymous().status())
                .isEqualTo(403);
        RawHttp.Answer scraped = RawHttp.request(server, "GET", "/metrics").send();
        assertThat(scraped.status()).isEqualTo(200);
        assertThat(scraped.body()).contains("# TYPE artifact_uploads_total counter");
        assertThat(figures.growth("system_requests_total")).isZero();
        assertThat(figures.growth("rbac_authentication_attempts_total")).isZero();
    }
}
