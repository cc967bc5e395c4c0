package io.artifactstore.web.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.signal.Drain;
import io.artifactstore.api.signal.MetricCatalogue;
import io.artifactstore.web.http.Exchanges;
import io.artifactstore.web.http.Faults;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.RunningWeb;
import io.artifactstore.web.http.SentAnswer;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may call a resource, what it answers, and how its exceptions are told. */
class ResourcesTest {

    private final RunningWeb web =
            RunningWeb.with(
                    Map.of(), GivenDrain.class, DrainResource.class, CatalogueResource.class);

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void everyResourceMethodShouldDeclareItsPermission() {
        for (Class<?> resource : List.of(DrainResource.class, CatalogueResource.class)) {
            for (Method method : resource.getDeclaredMethods()) {
                if (java.lang.reflect.Modifier.isPublic(method.getModifiers())
                        && !method.isSynthetic()) {
                    assertThat(method.getAnnotation(Requires.class))
                            .as(method.toString())
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void permissionShouldBeAskedForAndTheRouteNamed() throws Exception {
        filtered(DrainResource.class, "begin");
        assertThat(web.gate().asked).containsExactly(Permission.of(PolicyAction.MANAGE_SERVER));
        assertThat(web.events().one(RequestEnded.class).endpoint()).isEqualTo("/_api/v1/drain");
    }

    @Test
    void templateOfTheMethodShouldBePartOfTheRoute() throws Exception {
        filtered(Odd.class, "below");
        assertThat(web.events().one(RequestEnded.class).endpoint())
                .isEqualTo("/_api/v1/odd/{id}/below");
    }

    @Test
    void missingPermissionShouldRefuse() throws Exception {
        web.gate().allow(permission -> false);
        assertThat(filtered(DrainResource.class, "begin").status()).isEqualTo(403);
    }

    @Test
    void methodWithoutAPermissionShouldBelongToNobody() throws Exception {
        SentAnswer answer = filtered(Odd.class, "open");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("declares no permission");
        assertThat(web.gate().asked).isEmpty();
    }

    @Test
    void drainShouldBeginAndEnd() throws IOException {
        DrainResource resource = new DrainResource();
        resource.drain = web.bean(Drain.class);
        assertThat(resource.begin()).isEqualTo("{\"draining\":true}");
        assertThat(resource.drain.isDraining()).isTrue();
        assertThat(resource.end()).isEqualTo("{\"draining\":false}");
        assertThat(resource.drain.isDraining()).isFalse();
    }

    @Test
    void catalogueShouldTellTheMeaningOfEveryMetric() {
        try (RunningWeb metrics =
                RunningWeb.with(Map.of(), CatalogueResource.class, GivenCatalogue.class)) {
            CatalogueResource resource = new CatalogueResource();
            resource.catalogues = metrics.beans(MetricCatalogue.class);
            JsonObject metric = read(resource.json()).getJsonArray("metrics").getJsonObject(0);
            assertThat(metric.getString("name")).isEqualTo("a_total");
            assertThat(metric.getString("kind")).isEqualTo("counter");
            assertThat(metric.getString("unit")).isEmpty();
            assertThat(metric.getJsonArray("labels").getString(1)).isEqualTo("status");
            assertThat(metric.getInt("maxSeries")).isEqualTo(8);
            assertThat(metric.getString("meaning")).isEqualTo("Counts \"a\".");
        }
    }

    @Test
    void catalogueShouldSayThatThereAreNoMetrics() {
        CatalogueResource resource = new CatalogueResource();
        resource.catalogues = web.beans(MetricCatalogue.class);
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(resource::json)
                .satisfies(e -> assertThat(e.code()).isEqualTo(S3ErrorCode.NOT_IMPLEMENTED));
    }

    @Test
    void errorsShouldBeJsonWithTheCodesOfS3() throws Exception {
        assertMapped(new S3Exception(S3ErrorCode.ACCESS_DENIED), 403, "AccessDenied");
        assertMapped(new NotFoundException(), 404, "NoSuchKey");
        assertMapped(new NotAllowedException("GET"), 405, "MethodNotAllowed");
        assertMapped(new NotSupportedException(), 400, "InvalidRequest");
        assertMapped(new ForbiddenException(), 400, "InvalidRequest");
        assertThat(web.events().all(FaultOccurred.class)).isEmpty();
    }

    @Test
    void faultsShouldBeAnnouncedAndKeepTheirSecrets() throws Exception {
        assertMapped(new IllegalStateException("secret"), 500, "InternalError");
        assertMapped(new InternalServerErrorException("secret"), 500, "InternalError");
        assertMapped(new IOException("secret"), 500, "InternalError");
        assertThat(web.events().all(FaultOccurred.class)).hasSize(3);
        assertThat(web.events().all(RequestEnded.class))
                .extracting(RequestEnded::fault)
                .containsExactly(
                        "java.lang.IllegalStateException",
                        "jakarta.ws.rs.InternalServerErrorException",
                        "java.io.IOException");
    }

    private void assertMapped(Throwable fault, int status, String code) throws Exception {
        ErrorMapper mapper = new ErrorMapper();
        mapper.faults = web.bean(Faults.class);
        inside(
                http -> {
                    mapper.http = http;
                    try (Response response = mapper.toResponse(fault)) {
                        assertThat(response.getStatus()).isEqualTo(status);
                        assertThat(response.getMediaType()).hasToString("application/json");
                        JsonObject error = read((String) response.getEntity());
                        assertThat(error.getString("code")).isEqualTo(code);
                        assertThat(error.getString("message")).doesNotContain("secret");
                        assertThat(error.getString("requestId")).hasSize(16);
                    }
                });
    }

    private SentAnswer filtered(Class<?> resource, String method) throws Exception {
        PermissionFilter filter = new PermissionFilter();
        filter.gate = web.gate();
        filter.resource = new Matched(resource, resource.getDeclaredMethod(method));
        return inside(
                http -> {
                    filter.http = http;
                    filter.filter(null);
                });
    }

    /** Runs {@code resource} behind the management filter. */
    private SentAnswer inside(Consumer<HttpServletRequest> resource) throws Exception {
        ManagementFilter filter = new ManagementFilter();
        filter.exchanges = web.bean(Exchanges.class);
        SentAnswer answer = new SentAnswer();
        filter.doFilter(
                GivenRequest.of("GET", "/_api/v1/odd/1").as("alice").servlet(),
                answer.servlet(),
                (request, response) -> resource.accept((HttpServletRequest) request));
        return answer;
    }

    private static JsonObject read(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private record Matched(Class<?> getResourceClass, Method getResourceMethod)
            implements ResourceInfo {}

    @Path("odd/{id}")
    static class Odd {
        @GET
        @Path("below")
        @Requires(PolicyAction.READ_METRICS)
        String below() {
            return "";
        }

        @GET
        String open() {
            return "";
        }
    }

    /** Drains in memory. */
    @Singleton
    public static class GivenDrain implements Drain {
        private boolean draining;

        @Override
        public boolean isDraining() {
            return draining;
        }

        @Override
        public void begin() {
            draining = true;
        }

        @Override
        public void end() {
            draining = false;
        }
    }

    /** One metric. */
    @Singleton
    public static class GivenCatalogue implements MetricCatalogue {
        @Override
        public List<Entry> entries() {
            return List.of(
                    new Entry(
                            "a_total",
                            "counter",
                            "",
                            List.of("bucket", "status"),
                            8,
                            "Counts \"a\"."));
        }
    }
}
