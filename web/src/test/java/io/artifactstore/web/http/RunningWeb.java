package io.artifactstore.web.http;

import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;

/** The beans of the web module as the container builds them, behind a gate that tests control. */
public final class RunningWeb implements AutoCloseable {

    // Held, since a logger that nobody holds forgets its level.
    private static final Logger FAULTS = Logger.getLogger(Faults.class.getName());

    static {
        // The faults here are made on purpose.
        FAULTS.setLevel(Level.OFF);
    }

    private final SeContainer container;

    private RunningWeb(SeContainer container) {
        this.container = container;
    }

    /**
     * @param beans what is needed besides the way of a request
     */
    public static RunningWeb with(Map<String, String> settings, Class<?>... beans) {
        Config config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 500))
                        .build();
        return new RunningWeb(
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(
                                EventBus.class,
                                Operations.class,
                                Exchanges.class,
                                Admission.class,
                                Faults.class,
                                RecordingGate.class,
                                Recorder.class)
                        .addBeanClasses(beans)
                        .addExtensions(new ConfigBean(config))
                        .initialize());
    }

    public <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    public <T> Instance<T> beans(Class<T> type) {
        return container.select(type);
    }

    public Recorder events() {
        return bean(Recorder.class);
    }

    public RecordingGate gate() {
        return bean(RecordingGate.class);
    }

    @Override
    public void close() {
        container.close();
    }
}
