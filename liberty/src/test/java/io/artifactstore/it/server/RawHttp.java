package io.artifactstore.it.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Requests byte by byte, for what no client library would send. The signature is computed here from
 * the AWS documentation and knows nothing of the server's code.
 */
public final class RawHttp {

    public static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StoreServer server;
    private final String method;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final StringBuilder unsigned = new StringBuilder();
    private byte[] body = new byte[0];
    private Instant time = Instant.now();
    private RootCredentials keys;
    private boolean announceLength = true;
    private boolean keepAlive;
    private int pauseBeforeLastByte;

    private RawHttp(StoreServer server, String method, String path, RootCredentials keys) {
        this.server = server;
        this.method = method;
        this.path = path;
        this.keys = keys;
    }

    /**
     * @param path percent-encoded, with its query (parameters in sorted order, each with a value)
     */
    public static RawHttp request(StoreServer server, String method, String path) {
        return new RawHttp(server, method, path, server.credentials());
    }

    /**
     * As {@link #request(StoreServer, String, String)}, where the server has no credentials file.
     */
    public static RawHttp request(
            StoreServer server, String method, String path, String accessKey, String secretKey) {
        return new RawHttp(server, method, path, new RootCredentials(accessKey, secretKey));
    }

    public RawHttp header(String name, String value) {
        headers.put(name.toLowerCase(java.util.Locale.ROOT), value);
        return this;
    }

    /** A header line that is sent but not signed. */
    public RawHttp unsignedHeader(String line) {
        unsigned.append(line).append("\r\n");
        return this;
    }

    public RawHttp body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawHttp body(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** Sends no Content-Length of its own. */
    public RawHttp withoutLength() {
        announceLength = false;
        return this;
    }

    public RawHttp at(Instant moment) {
        time = moment;
        return this;
    }

    public RawHttp as(RootCredentials other) {
        keys = other;
        return this;
    }

    /** Sends it signed. */
    public Answer send() {
        return exchange(signed());
    }

    /** Sends it without any credentials. */
    public Answer sendAnonymous() {
        return exchange(head(Map.of()));
    }

    private String signed() {
        String day = TIME.format(time).substring(0, 8);
        headers.put("x-amz-date", TIME.format(time));
        headers.putIfAbsent("x-amz-content-sha256", hex(sha256(body)));
        TreeMap<String, String> canonical = new TreeMap<>(headers);
        canonical.put("host", host());
        StringBuilder text = new StringBuilder();
        canonical.forEach(
                (name, value) -> text.append(name).append(':').append(value.strip()).append('\n'));
        String names = String.join(";", canonical.keySet());
        int mark = path.indexOf('?');
        String request =
                method
                        + "\n"
                        + (mark < 0 ? path : path.substring(0, mark))
                        + "\n"
                        + (mark < 0 ? "" : path.substring(mark + 1))
                        + "\n"
                        + text
                        + "\n"
                        + names
                        + "\n"
                        + headers.get("x-amz-content-sha256");
        String scope = day + "/us-east-1/s3/aws4_request";
        String toSign =
                "AWS4-HMAC-SHA256\n"
                        + TIME.format(time)
                        + "\n"
                        + scope
                        + "\n"
                        + hex(sha256(request.getBytes(StandardCharsets.UTF_8)));
        byte[] key = hmac(("AWS4" + keys.secretKey()).getBytes(StandardCharsets.UTF_8), day);
        key = hmac(hmac(hmac(key, "us-east-1"), "s3"), "aws4_request");
        return head(
                Map.of(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential="
                                + keys.accessKey()
                                + "/"
                                + scope
                                + ", SignedHeaders="
                                + names
                                + ", Signature="
                                + hex(hmac(key, toSign))));
    }

    private String head(Map<String, String> more) {
        StringBuilder head =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        more.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(unsigned);
        if (announceLength && !headers.containsKey("content-length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append(keepAlive ? "\r\n" : "Connection: close\r\n\r\n").toString();
    }

    private String host() {
        return "127.0.0.1:" + server.httpPort();
    }

    /** Sends it signed, the body's last byte only after so many milliseconds. */
    public Answer sendSlowly(int milliseconds) {
        pauseBeforeLastByte = milliseconds;
        return send();
    }

    /** Sends it signed on a connection that could carry more requests. */
    public Socket openKeepingAlive() throws IOException {
        keepAlive = true;
        String head = signed();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.httpPort()));
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }

    /** Sends it signed, all but the body's last byte: the server waits for that. */
    public Socket openWithoutLastByte() throws IOException {
        String head = signed();
        Socket socket = new Socket("127.0.0.1", server.httpPort());
        socket.setSoTimeout(90_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(body, 0, body.length - 1);
        socket.getOutputStream().flush();
        return socket;
    }

    private void writeBody(OutputStream out) throws IOException {
        if (pauseBeforeLastByte == 0) {
            out.write(body);
            return;
        }
        out.write(body, 0, body.length - 1);
        out.flush();
        // The time that the server has to measure: it is the input of the test, not a way to wait
        // for something.
        long until = System.nanoTime() + pauseBeforeLastByte * 1_000_000L;
        while (System.nanoTime() < until) {
            java.util.concurrent.locks.LockSupport.parkNanos(until - System.nanoTime());
        }
        out.write(body, body.length - 1, 1);
    }

    private Answer exchange(String head) {
        try (Socket socket = new Socket("127.0.0.1", server.httpPort())) {
            socket.setSoTimeout(90_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            writeBody(out);
            out.flush();
            // The client has said all it will say, but listens: a body that is too short must not
            // hang.
            socket.shutdownOutput();
            return Answer.read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }

    /** What came back. */
    public record Answer(int status, String head, String body) {

        public static Answer read(InputStream in) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    all.write(buffer, 0, n);
                }
            } catch (IOException reset) {
                if (all.size() == 0) {
                    throw reset;
                }
            }
            String text = all.toString(StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IOException("No HTTP answer: \"" + text + "\"");
            }
            String head = text.substring(0, end);
            if (head.startsWith("HTTP/1.1 100")) {
                int next = text.indexOf("\r\n\r\n", end + 4);
                head = text.substring(end + 4, next);
                end = next;
            }
            return new Answer(
                    Integer.parseInt(head.substring(9, 12)), head, text.substring(end + 4));
        }

        /** The S3 error code of the body, or an empty string. */
        public String code() {
            int start = body.indexOf("<Code>");
            return start < 0 ? "" : body.substring(start + 6, body.indexOf("</Code>"));
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
