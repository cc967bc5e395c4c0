package io.artifactstore.web.http;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.access.VerifiedRequest;
import io.artifactstore.api.event.QueryRedaction;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request and its answer, with the figures that its end will announce. Used by the request's
 * thread only.
 *
 * <p>Everything is taken from the raw request line: {@code getPathInfo}, {@code getParameter} and
 * path parameters lose what S3 keys are made of.
 */
public final class Exchange {

    private static final List<String> PROPAGATION = List.of("traceparent", "tracestate", "baggage");

    private final HttpServletRequest http;
    private final HttpServletResponse answer;
    private final GateRequest request;
    private final long startNanos;
    private CountingInputStream in;
    private CountingOutputStream out;
    private VerifiedRequest verified;
    private String endpoint = "Unknown";
    private String bucket = "";
    private boolean bucketFound;
    private String fault = "";

    private Exchange(
            HttpServletRequest http,
            HttpServletResponse answer,
            GateRequest request,
            long startNanos) {
        this.http = http;
        this.answer = answer;
        this.request = request;
        this.startNanos = startNanos;
    }

    static Exchange of(
            HttpServletRequest http,
            HttpServletResponse answer,
            Surface surface,
            String requestId,
            long startNanos) {
        String query = http.getQueryString();
        GateRequest request =
                new GateRequest(
                        requestId,
                        surface,
                        http.getMethod(),
                        http.getRequestURI(),
                        query == null ? "" : query,
                        headersOf(http),
                        http.getRemoteAddr(),
                        http.isSecure());
        return new Exchange(http, answer, request, startNanos);
    }

    private static Map<String, List<String>> headersOf(HttpServletRequest http) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Enumeration<String> names = http.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            Enumeration<String> values = http.getHeaders(name);
            String first = values.hasMoreElements() ? values.nextElement() : "";
            headers.put(
                    name.toLowerCase(Locale.ROOT),
                    values.hasMoreElements() ? all(first, values) : List.of(first));
        }
        return headers;
    }

    private static List<String> all(String first, Enumeration<String> rest) {
        List<String> values = new java.util.ArrayList<>();
        values.add(first);
        while (rest.hasMoreElements()) {
            values.add(rest.nextElement());
        }
        return List.copyOf(values);
    }

    public GateRequest request() {
        return request;
    }

    public String requestId() {
        return request.requestId();
    }

    /** {@link System#nanoTime()} when the request was first seen. */
    public long startNanos() {
        return startNanos;
    }

    /** The answer's status and headers; its body goes to {@link #out()}. */
    public HttpServletResponse answer() {
        return answer;
    }

    public String header(String name) {
        return request.header(name);
    }

    /** All values of a header that is a list, joined by commas; null without one. */
    public String headerList(String lowerCaseName) {
        List<String> values = request.headers().get(lowerCaseName);
        if (values == null) {
            return null;
        }
        return values.size() == 1 ? values.get(0) : String.join(",", values);
    }

    /** The Content-Length, or -1. */
    public long contentLength() {
        return http.getContentLengthLong();
    }

    /** The body as it comes from the connection. */
    public InputStream in() throws IOException {
        if (in == null) {
            in = new CountingInputStream(http.getInputStream());
        }
        return in;
    }

    public OutputStream out() throws IOException {
        if (out == null) {
            out = new CountingOutputStream(answer.getOutputStream());
        }
        return out;
    }

    /** Takes back what was not sent yet: neither the client nor a figure sees it. */
    public void takeBack() {
        answer.reset();
        out = null;
    }

    /** Bytes of the answer's body handed to the connection. */
    public long bytesSent() {
        return out == null ? 0 : out.count();
    }

    /**
     * Hands the last byte of the answer to the connection: only then is it known whether the client
     * was there.
     */
    public void finish() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    /**
     * Whether a body was announced and not read to its end: the connection cannot carry another
     * request.
     */
    public boolean hasUnreadBody() {
        boolean announced = contentLength() > 0 || header("transfer-encoding") != null;
        if (!announced) {
            return false;
        }
        return in == null || !in.hasEnded() && in.count() != contentLength();
    }

    public VerifiedRequest verified() {
        return verified;
    }

    public void verified(VerifiedRequest who) {
        verified = who;
    }

    /** The S3 operation's name or the route template: the value of the {@code endpoint} label. */
    public void endpoint(String name) {
        endpoint = name;
    }

    /** The bucket as the client named it. */
    public void bucket(String name) {
        bucket = name;
    }

    /** The bucket exists. */
    public void bucketFound() {
        bucketFound = true;
    }

    /** Whether a fault of the store was announced for this request: it counts once. */
    boolean hasFault() {
        return !fault.isEmpty();
    }

    /** The store is at fault. */
    public void fault(Throwable cause) {
        fault = cause.getClass().getName();
    }

    RequestStarted started() {
        Map<String, String> propagation = Map.of();
        for (String name : PROPAGATION) {
            List<String> values = request.headers().get(name);
            if (values != null) {
                if (propagation.isEmpty()) {
                    propagation = new HashMap<>();
                }
                propagation.put(name, String.join(",", values));
            }
        }
        return new RequestStarted(
                request.requestId(),
                request.surface(),
                request.method(),
                request.secure() ? "https" : "http",
                request.rawPath(),
                QueryRedaction.redact(request.rawQuery()),
                orEmpty(header("host")),
                orEmpty(header("user-agent")),
                request.sourceAddress(),
                propagation);
    }

    RequestEnded ended() {
        long duration = System.nanoTime() - startNanos;
        return new RequestEnded(
                request.requestId(),
                request.surface(),
                request.method(),
                endpoint,
                bucket,
                bucketFound,
                answer.getStatus(),
                in == null ? 0 : in.count(),
                bytesSent(),
                out == null || out.firstByteAt() == 0 ? duration : out.firstByteAt() - startNanos,
                duration,
                orEmpty(header("user-agent")),
                verified == null ? "" : verified.principal().userId(),
                fault);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
