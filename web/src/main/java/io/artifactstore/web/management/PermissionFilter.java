package io.artifactstore.web.management;

import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.web.http.Exchange;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Asks the gate before any resource method runs, and tells the exchange the route's template. */
@Provider
public class PermissionFilter implements ContainerRequestFilter {

    @Inject Gate gate;
    @Context ResourceInfo resource;
    @Context HttpServletRequest http;

    @Override
    public void filter(ContainerRequestContext context) {
        Exchange exchange = ManagementFilter.exchangeOf(http);
        exchange.endpoint(template());
        Requires requires = resource.getResourceMethod().getAnnotation(Requires.class);
        if (requires == null) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    "This route declares no permission, so nobody has it.");
        }
        gate.require(exchange.verified(), Permission.of(requires.value()));
    }

    private String template() {
        String template = ManagementApplication.PATH;
        Path onClass = resource.getResourceClass().getAnnotation(Path.class);
        Path onMethod = resource.getResourceMethod().getAnnotation(Path.class);
        return template
                + (onClass == null ? "" : slashed(onClass))
                + (onMethod == null ? "" : slashed(onMethod));
    }

    private static String slashed(Path path) {
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
    }
}
