package io.artifactstore.metrics;

import io.artifactstore.api.signal.SignalEndpoint.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Fetches {@code /metrics} from the management port by loopback. */
final class LoopbackScrape {

    private static final Logger LOG = Logger.getLogger(LoopbackScrape.class.getName());
    private static final int CONNECT_MILLIS = 2_000;
    private static final long LIMIT_MILLIS = 10_000;

    // The text format that was asked for. The server names a charset by its own default, which the
    // text, sent on as UTF-8, does not have.
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private static final String PLAIN = "text/plain; charset=UTF-8";

    /** Ten times what the series budget takes: 5,000 series are about 600 kB. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final int port;

    LoopbackScrape(int port) {
        this.port = port;
    }

    /**
     * @param query raw and checked, or an empty string
     */
    Answer get(String query) {
        long deadline = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
        try {
            URI target =
                    URI.create(
                            "http://127.0.0.1:"
                                    + port
                                    + "/metrics"
                                    + (query.isEmpty()
                                            ? ""
                                            : "?" + query.replace("[", "%5B").replace("]", "%5D")));
            // No proxy, whatever the JVM is set to: what loopback serves must not leave the host.
            HttpURLConnection connection =
                    (HttpURLConnection) target.toURL().openConnection(Proxy.NO_PROXY);
            try {
                connection.setConnectTimeout(CONNECT_MILLIS);
                connection.setReadTimeout((int) LIMIT_MILLIS);
                connection.setInstanceFollowRedirects(false);
                connection.setUseCaches(false);
                connection.setRequestProperty("Accept", "text/plain");
                return answer(connection, deadline);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException fault) {
            LOG.log(Level.FINE, "The management port did not answer a scrape", fault);
            return unavailable("The management port does not answer.");
        }
    }

    private static Answer answer(HttpURLConnection connection, long deadline) throws IOException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            return unavailable("The management port answered with status " + status + ".");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(256 * 1024);
        try (InputStream in = connection.getInputStream()) {
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                body.write(buffer, 0, read);
                if (body.size() > MAX_BYTES) {
                    return unavailable("The metrics are larger than " + MAX_BYTES + " bytes.");
                }
                if (System.nanoTime() > deadline) {
                    return unavailable("The management port took too long.");
                }
            }
        }
        return new Answer(200, EXPOSITION, body.toString(StandardCharsets.UTF_8));
    }

    private static Answer unavailable(String reason) {
        return new Answer(503, PLAIN, "The metrics cannot be read now. " + reason + "\n");
    }
}
