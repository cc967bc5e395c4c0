package io.artifactstore.tracing;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts tracing with the application, not with its first request, and sends the last spans before
 * it ends.
 */
@Singleton
@Startup
public class TracingLifecycle {

    private static final Logger LOG = Logger.getLogger(TracingLifecycle.class.getName());

    /** Of the 30 s that Liberty grants a stop, other modules need some too. */
    private static final long FLUSH_SECONDS = 5;

    private static final String RUNTIME_MODE = "OTEL_SDK_DISABLED";

    @Inject RequestSpans requestSpans;

    @PostConstruct
    void start() {
        if (System.getenv(RUNTIME_MODE) != null
                || System.getProperty("otel.sdk.disabled") != null) {
            LOG.warning(
                    RUNTIME_MODE
                            + " is set outside the application: Liberty then ignores the store's"
                            + " samplers and the redaction of exported spans. Remove it and use"
                            + " EXTENSIONS_METRICS_TRACING_ENABLED instead.");
        }
        LOG.log(Level.INFO, "Tracing is {0}", requestSpans.isOn() ? "on" : "off");
    }

    @PreDestroy
    void stop() {
        if (!SpanPipeline.OF_APPLICATION.flush(FLUSH_SECONDS)) {
            LOG.log(
                    Level.FINE,
                    "Spans were still waiting for their export after {0} s at the end",
                    FLUSH_SECONDS);
        }
    }
}
