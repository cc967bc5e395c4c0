package io.artifactstore.web.http;

import io.artifactstore.api.access.Surface;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as the container hands it on: the raw request line, headers by any case, a stream. */
public final class GivenRequest {

    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> attributes = new HashMap<>();
    private InputStream body = InputStream.nullInputStream();
    private long contentLength = -1;
    private boolean secure;
    private ServletContext context;
    private HttpServletRequest servlet;

    private GivenRequest(String method, String path, String query) {
        this.method = method;
        this.path = path;
        this.query = query;
    }

    /**
     * @param target path and, behind the first question mark, query
     */
    public static GivenRequest of(String method, String target) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new GivenRequest(method, target, null)
                : new GivenRequest(method, target.substring(0, mark), target.substring(mark + 1));
    }

    /** Adds a header line; a second one of the same name stays a second one. */
    public GivenRequest header(String name, String value) {
        headers.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
        return this;
    }

    /** Says who sends it, see {@link RecordingGate}. */
    public GivenRequest as(String user) {
        return header(RecordingGate.USER, user);
    }

    public GivenRequest body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public GivenRequest body(byte[] bytes) {
        contentLength = bytes.length;
        headers.put("Content-Length", new ArrayList<>(List.of(Long.toString(bytes.length))));
        body = new ByteArrayInputStream(bytes);
        return this;
    }

    public GivenRequest chunked(String text) {
        header("Transfer-Encoding", "chunked");
        body = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A body of the announced length, whose connection breaks at the first byte. */
    public GivenRequest brokenBody(long announced) {
        body(new byte[0]);
        contentLength = announced;
        headers.put("Content-Length", new ArrayList<>(List.of(Long.toString(announced))));
        body =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Connection reset by peer");
                    }
                };
        return this;
    }

    public GivenRequest overTls() {
        secure = true;
        return this;
    }

    public GivenRequest in(ServletContext servletContext) {
        context = servletContext;
        return this;
    }

    public Exchange exchange() {
        return exchange(new SentAnswer());
    }

    public Exchange exchange(SentAnswer answer) {
        return Exchange.of(
                servlet(), answer.servlet(), Surface.S3, "0123456789ABCDEF", System.nanoTime());
    }

    /** As {@link #exchange()}, already through the gate. */
    public Exchange verified() {
        return verified(new SentAnswer());
    }

    /** As {@link #exchange(SentAnswer)}, already through the gate. */
    public Exchange verified(SentAnswer answer) {
        Exchange exchange = exchange(answer);
        exchange.verified(new RecordingGate().authenticate(exchange.request()));
        return exchange;
    }

    public HttpServletRequest servlet() {
        if (servlet == null) {
            servlet =
                    (HttpServletRequest)
                            Proxy.newProxyInstance(
                                    GivenRequest.class.getClassLoader(),
                                    new Class<?>[] {HttpServletRequest.class},
                                    (proxy, called, arguments) -> call(called, arguments));
        }
        return servlet;
    }

    private Object call(Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "getMethod" -> method;
            case "getRequestURI" -> path;
            case "getQueryString" -> query;
            case "getRemoteAddr" -> "192.0.2.7";
            case "isSecure" -> secure;
            case "getContentLengthLong" -> contentLength;
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "getHeaders" ->
                    Collections.enumeration(headers.getOrDefault((String) arguments[0], List.of()));
            case "getInputStream" -> new Body(body);
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getServletContext" -> context;
            // What the product begins to call has to be modelled here first.
            default -> throw new UnsupportedOperationException(called.toString());
        };
    }

    /**
     * The product reads and writes with blocking calls: it must not begin to do otherwise unseen.
     */
    static UnsupportedOperationException notBlocking() {
        return new UnsupportedOperationException("Only blocking I/O is modelled");
    }

    private static final class Body extends ServletInputStream {

        private final InputStream bytes;

        Body(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            throw notBlocking();
        }

        @Override
        public boolean isReady() {
            throw notBlocking();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw notBlocking();
        }
    }
}
