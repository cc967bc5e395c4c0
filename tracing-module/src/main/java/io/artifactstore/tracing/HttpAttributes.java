package io.artifactstore.tracing;

import io.artifactstore.api.event.QueryRedaction;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Set;

/**
 * A server span's attributes, by OpenTelemetry's semantic conventions for HTTP.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP spans</a>
 */
final class HttpAttributes {

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> METHOD_ORIGINAL =
            AttributeKey.stringKey("http.request.method_original");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> REQUEST_SIZE = AttributeKey.longKey("http.request.body.size");
    static final AttributeKey<Long> RESPONSE_SIZE = AttributeKey.longKey("http.response.body.size");
    static final AttributeKey<List<String>> REQUEST_ID =
            AttributeKey.stringArrayKey("http.response.header.x-amz-request-id");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> CLIENT_ADDRESS = AttributeKey.stringKey("client.address");
    static final AttributeKey<String> USER_AGENT = AttributeKey.stringKey("user_agent.original");

    private static final String OTHER_METHOD = "_OTHER";
    private static final Set<String> METHODS =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

    private HttpAttributes() {}

    /** What is known when the request arrives. */
    static void describe(RequestStarted started, Span span) {
        if (METHODS.contains(started.method())) {
            span.setAttribute(METHOD, started.method());
        } else {
            span.setAttribute(METHOD, OTHER_METHOD);
            span.setAttribute(METHOD_ORIGINAL, SpanText.brief(started.method()));
        }
        span.setAttribute(SCHEME, started.scheme());
        span.setAttribute(PATH, SpanText.bounded(started.path()));
        if (!started.query().isEmpty()) {
            span.setAttribute(QUERY, SpanText.bounded(QueryRedaction.redact(started.query())));
        }
        if (!started.host().isEmpty()) {
            server(started.host(), span);
        }
        if (!started.sourceAddress().isEmpty()) {
            span.setAttribute(CLIENT_ADDRESS, started.sourceAddress());
        }
        if (!started.userAgent().isEmpty()) {
            span.setAttribute(USER_AGENT, SpanText.brief(started.userAgent()));
        }
        span.setAttribute(REQUEST_ID, List.of(started.requestId()));
    }

    /** What is known when the answer was sent. Only 5xx is an error: 4xx is the client's. */
    static void conclude(RequestEnded ended, Span span) {
        span.setAttribute(ROUTE, ended.endpoint());
        span.setAttribute(STATUS, (long) ended.status());
        span.setAttribute(REQUEST_SIZE, ended.bytesReceived());
        span.setAttribute(RESPONSE_SIZE, ended.bytesSent());
        if (ended.status() >= 500) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(
                    SpanOutcome.ERROR_TYPE,
                    ended.fault().isEmpty() ? Integer.toString(ended.status()) : ended.fault());
        }
    }

    /** Splits a Host header; the brackets of an IPv6 address do not belong to the address. */
    private static void server(String host, Span span) {
        int colon = host.lastIndexOf(':');
        String name = host;
        if (colon > host.lastIndexOf(']')) {
            name = host.substring(0, colon);
            long port = port(host, colon + 1);
            if (port > 0) {
                span.setAttribute(SERVER_PORT, port);
            }
        }
        if (name.length() > 2 && name.charAt(0) == '[' && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        span.setAttribute(SERVER_ADDRESS, SpanText.brief(name));
    }

    /** The port written from {@code begin} on, or 0 if none is written there. */
    private static long port(String host, int begin) {
        if (begin == host.length() || host.length() - begin > 5) {
            return 0;
        }
        long port = 0;
        for (int i = begin; i < host.length(); i++) {
            char digit = host.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            port = port * 10 + (digit - '0');
        }
        return port;
    }
}
