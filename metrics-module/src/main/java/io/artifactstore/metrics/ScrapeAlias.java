package io.artifactstore.metrics;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.signal.SignalEndpoint;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** The scrape of the management port, on the API port, for callers who may read metrics. */
@ApplicationScoped
public class ScrapeAlias implements SignalEndpoint {

    /** Scrapes at once: each holds a request thread and builds the whole text in memory. */
    private static final int MAX_AT_ONCE = 2;

    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9_.=&%\\[\\]-]{0,1000}");
    private static final String PLAIN = "text/plain; charset=UTF-8";

    @Inject Metering metering;

    private final Semaphore slots = new Semaphore(MAX_AT_ONCE);
    private List<String> paths = List.of();
    private LoopbackScrape scrape;

    /** Reads where and whether to serve. */
    @PostConstruct
    public void configure() {
        MetricsSettings settings = metering.settings();
        if (settings.enabled() && settings.aliasEnabled()) {
            paths = List.of(settings.aliasPath());
        }
        scrape = new LoopbackScrape(settings.managementPort());
    }

    @Override
    public List<String> paths() {
        return paths;
    }

    @Override
    public Optional<PolicyAction> requires() {
        return Optional.of(PolicyAction.READ_METRICS);
    }

    @Override
    public Answer get(String path, String query) {
        if (!QUERY.matcher(query).matches()) {
            return new Answer(
                    400, PLAIN, "The query may hold scope=, name= and plain names only.\n");
        }
        if (!slots.tryAcquire()) {
            return new Answer(503, PLAIN, "Too many scrapes are in progress. Please try again.\n");
        }
        try {
            return scrape.get(query);
        } finally {
            slots.release();
        }
    }
}
