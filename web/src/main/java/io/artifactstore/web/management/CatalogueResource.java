package io.artifactstore.web.management;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.signal.MetricCatalogue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;

/** The meaning of every metric. */
@Path("/metrics/catalogue")
@RequestScoped
public class CatalogueResource {

    @Inject Instance<MetricCatalogue> catalogues;

    @GET
    @Produces("application/json")
    @Requires(PolicyAction.READ_METRICS)
    public String json() {
        JsonArrayBuilder metrics = Json.createArrayBuilder();
        for (MetricCatalogue.Entry entry : entries()) {
            metrics.add(
                    Json.createObjectBuilder()
                            .add("name", entry.name())
                            .add("kind", entry.kind())
                            .add("unit", entry.unit())
                            .add("labels", Json.createArrayBuilder(entry.labels()))
                            .add("maxSeries", entry.maxSeries())
                            .add("meaning", entry.meaning()));
        }
        return Json.createObjectBuilder().add("metrics", metrics).build().toString();
    }

    private List<MetricCatalogue.Entry> entries() {
        if (catalogues.isUnsatisfied()) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED, "This server runs without its metrics module.");
        }
        return catalogues.get().entries();
    }
}
