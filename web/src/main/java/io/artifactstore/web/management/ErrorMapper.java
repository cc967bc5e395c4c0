package io.artifactstore.web.management;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.web.http.Faults;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Whatever a resource throws becomes one JSON error; faults of the store are announced like those
 * of S3 requests.
 */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {

    @Context HttpServletRequest http;
    @Inject Faults faults;

    @Override
    public Response toResponse(Throwable fault) {
        S3Exception error =
                fault instanceof WebApplicationException web ? asS3(web) : Faults.asS3(fault);
        faults.announceIfOurs(ManagementFilter.exchangeOf(http), error);
        return Response.status(error.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(JsonErrors.body(ManagementFilter.exchangeOf(http), error))
                .build();
    }

    /**
     * What Jakarta REST itself refuses: an unknown route, a wrong method, an unreadable argument.
     */
    private static S3Exception asS3(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        if (status == 404) {
            return new S3Exception(
                    S3ErrorCode.NO_SUCH_KEY, "There is no such route in the management API.");
        }
        if (status == 405) {
            return new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED);
        }
        if (status < 500) {
            return new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The request cannot be read: HTTP " + status + ".");
        }
        return Faults.asS3(refused);
    }
}
