package io.artifactstore.metrics;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/**
 * Runs {@link MetricsStart} with the application. It is an enterprise bean because Liberty does not
 * start an EJB module that has none; it observes nothing, because its calls would be serialised.
 */
@Singleton
@Startup
public class MetricsStartup {

    @Inject MetricsStart start;

    /** Registers every series. */
    @PostConstruct
    public void registerSeries() {
        start.run();
    }
}
