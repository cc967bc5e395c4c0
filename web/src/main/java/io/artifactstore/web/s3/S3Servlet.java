package io.artifactstore.web.s3;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.ApplicationStarted;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.web.http.Exchanges;
import io.artifactstore.web.signal.SignalPaths;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The S3 API at the root. It knows the raw request line only: the container's idea of a path loses
 * parts of keys.
 */
@WebServlet(name = S3Servlet.NAME, urlPatterns = "/*", loadOnStartup = 1)
public class S3Servlet extends HttpServlet {

    public static final String NAME = "S3Servlet";

    @Inject transient Exchanges exchanges;
    @Inject transient SignalPaths signals;
    @Inject transient S3Dispatcher dispatcher;
    @Inject transient EventBus events;

    @Override
    public void init() {
        // The web module comes last in the EAR, and this servlet is loaded at its start.
        events.fire(new ApplicationStarted());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!signals.serve(request, response)) {
            exchanges.serve(request, response, Surface.S3, dispatcher::dispatch, S3Errors::send);
        }
    }
}
