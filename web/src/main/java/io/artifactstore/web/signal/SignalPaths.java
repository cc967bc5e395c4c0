package io.artifactstore.web.signal;

import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.signal.SignalEndpoint;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.Exchanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The paths on the API port that belong to the signal modules. Open ones are answered before
 * admission, so that a probe gets its answer from a saturated store too; guarded ones pass the
 * gate. No request figure counts them.
 */
@ApplicationScoped
public class SignalPaths {

    private final Map<String, SignalEndpoint> endpoints = new HashMap<>();

    @Inject Exchanges exchanges;
    @Inject Gate gate;

    SignalPaths() {}

    @Inject
    SignalPaths(Instance<SignalEndpoint> found) {
        for (SignalEndpoint endpoint : found) {
            for (String path : endpoint.paths()) {
                if (endpoints.put(path, endpoint) != null) {
                    throw new IllegalStateException("Two signal endpoints for " + path);
                }
            }
        }
    }

    /** First segments of the paths in use: no bucket can have such a name. */
    public Set<String> firstSegments() {
        Set<String> segments = new TreeSet<>();
        for (String path : endpoints.keySet()) {
            int end = path.indexOf('/', 1);
            segments.add(end < 0 ? path.substring(1) : path.substring(1, end));
        }
        return segments;
    }

    /** Answers if the path is one of them. */
    public boolean serve(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SignalEndpoint endpoint = endpoints.get(request.getRequestURI());
        if (endpoint == null || !isRead(request.getMethod())) {
            return false;
        }
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        if (endpoint.requires().isEmpty()) {
            send(endpoint.get(request.getRequestURI(), query), request.getMethod(), response);
        } else {
            serveGuarded(endpoint, endpoint.requires().get(), query, request, response);
        }
        return true;
    }

    private void serveGuarded(
            SignalEndpoint endpoint,
            PolicyAction action,
            String query,
            HttpServletRequest request,
            HttpServletResponse response) {
        exchanges.serve(
                request,
                response,
                Surface.SIGNALS,
                exchange -> {
                    exchange.endpoint("Signal");
                    gate.require(exchange.verified(), Permission.of(action));
                    send(
                            endpoint.get(request.getRequestURI(), query),
                            request.getMethod(),
                            response);
                },
                SignalPaths::sendError);
    }

    private static void sendError(Exchange exchange, S3Exception error) throws IOException {
        send(
                new SignalEndpoint.Answer(
                        error.code().status(),
                        "text/plain",
                        error.code().code() + ": " + error.getMessage() + "\n"),
                exchange.request().method(),
                exchange.answer());
    }

    private static void send(
            SignalEndpoint.Answer answer, String method, HttpServletResponse response)
            throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLengthLong(body.length);
        if (!method.equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }
}
