package io.artifactstore.web.management;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.signal.Drain;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;

/** Takes this server out of traffic, and puts it back. */
@Path("/drain")
@RequestScoped
public class DrainResource {

    @Inject Drain drain;

    /**
     * From now on ready is 503; requests still work. Watch {@code system_active_connections} to see
     * when it is done.
     */
    @POST
    @Produces("application/json")
    @Requires(PolicyAction.MANAGE_SERVER)
    public String begin() throws IOException {
        drain.begin();
        return "{\"draining\":true}";
    }

    @DELETE
    @Produces("application/json")
    @Requires(PolicyAction.MANAGE_SERVER)
    public String end() throws IOException {
        drain.end();
        return "{\"draining\":false}";
    }
}
