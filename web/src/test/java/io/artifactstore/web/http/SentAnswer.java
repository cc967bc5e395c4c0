package io.artifactstore.web.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the client gets. Like a container it buffers the beginning of the body, and can take back
 * what it has not sent; after that, status and headers are out.
 */
public final class SentAnswer {

    private static final int BUFFER = 8 * 1024;

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final HttpServletResponse servlet =
            (HttpServletResponse)
                    Proxy.newProxyInstance(
                            SentAnswer.class.getClassLoader(),
                            new Class<?>[] {HttpServletResponse.class},
                            (proxy, called, arguments) -> call(called, arguments));
    private int status = 200;
    private boolean committed;
    private long breaksAfter = Long.MAX_VALUE;

    /** The connection breaks when more than so many bytes are sent. */
    public SentAnswer breakingAfter(long bytes) {
        breaksAfter = bytes;
        return this;
    }

    public HttpServletResponse servlet() {
        return servlet;
    }

    public int status() {
        return status;
    }

    /** The header's value, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] bytes() {
        return body.toByteArray();
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    public boolean isCommitted() {
        return committed;
    }

    private Object call(Method called, Object[] arguments) {
        switch (called.getName()) {
            case "getStatus" -> {
                return status;
            }
            case "isCommitted" -> {
                return committed;
            }
            case "getHeader" -> {
                return headers.get((String) arguments[0]);
            }
            case "getOutputStream" -> {
                return new Out();
            }
            case "setStatus" -> status = committed ? status : (int) arguments[0];
            case "setHeader" -> set((String) arguments[0], (String) arguments[1]);
            case "setContentType" -> set("Content-Type", (String) arguments[0]);
            case "setContentLengthLong" ->
                    set("Content-Length", Long.toString((long) arguments[0]));
            case "reset" -> reset();
            // What the product begins to call has to be modelled here first.
            default -> throw new UnsupportedOperationException(called.toString());
        }
        return null;
    }

    private void set(String name, String value) {
        if (!committed) {
            headers.put(name, value);
        }
    }

    private void reset() {
        if (committed) {
            throw new IllegalStateException("The answer is committed");
        }
        status = 200;
        headers.clear();
        body.reset();
    }

    private final class Out extends ServletOutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (body.size() + length > BUFFER) {
                flush();
            }
            if (committed && body.size() + (long) length > breaksAfter) {
                throw new IOException("Broken pipe");
            }
            body.write(source, offset, length);
        }

        @Override
        public void flush() throws IOException {
            committed = true;
            if (body.size() > breaksAfter) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public boolean isReady() {
            throw GivenRequest.notBlocking();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw GivenRequest.notBlocking();
        }
    }
}
