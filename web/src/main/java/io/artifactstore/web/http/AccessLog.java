package io.artifactstore.web.http;

import io.artifactstore.api.event.RequestEnded;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;

/**
 * One line per request, where {@code artifact-store.access-log} is true (default false: the
 * platform writes log lines on the request's thread). It holds the operation and the figures, never
 * a key, a query or a header; a bucket is named only if it exists.
 */
@ApplicationScoped
public class AccessLog {

    private static final Logger LOG = Logger.getLogger("artifactstore.access");

    private boolean enabled;

    AccessLog() {}

    @Inject
    AccessLog(Config config) {
        enabled = config.getOptionalValue("artifact-store.access-log", Boolean.class).orElse(false);
    }

    /** Before the span ends, so that the line carries its trace. */
    public void onRequestEnded(@Observes @Priority(200) RequestEnded ended) {
        if (enabled) {
            LOG.info(line(ended));
        }
    }

    static String line(RequestEnded ended) {
        return "access requestId="
                + ended.requestId()
                + " method="
                + RequestLine.printable(ended.method())
                + " endpoint="
                + ended.endpoint()
                + " bucket="
                + (ended.bucketFound() ? ended.bucket() : "-")
                + " status="
                + ended.status()
                + " received="
                + ended.bytesReceived()
                + " sent="
                + ended.bytesSent()
                + " ms="
                + ended.durationNanos() / 1_000_000
                + " user="
                + ended.userId();
    }
}
