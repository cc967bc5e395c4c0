package io.artifactstore.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.artifactstore.api.signal.Drain;
import io.artifactstore.api.signal.GaugeSource;
import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import io.artifactstore.api.signal.SignalEndpoint;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WiringTest {

    private static final Class<?>[] MODULE = {
        HealthBoard.class,
        HealthStarter.class,
        HealthEndpoint.class,
        HealthGauges.class,
        MicroProfileChecks.class,
        MemoryProbe.class,
        ThreadsProbe.class,
        UptimeProbe.class
    };

    @Test
    void moduleShouldFindProbesAndShowThemInBothViews() {
        try (SeContainer container = container(MetadataProbe.class, OwnDrain.class)) {
            container.select(HealthStarter.class).get();

            assertThat(container.select(HealthBoard.class).get().components())
                    .containsExactly("memory", "metadata_store", "threads", "uptime");
            SignalEndpoint endpoint = container.select(SignalEndpoint.class).get();
            assertThat(endpoint.paths())
                    .containsExactly("/health", "/health/ready", "/health/live");
            assertThat(endpoint.get("/health/ready", "").status()).isEqualTo(200);
            assertThat(container.select(HealthCheck.class, Readiness.Literal.INSTANCE).stream())
                    .extracting(HealthCheck::call)
                    .extracting(HealthCheckResponse::getName, HealthCheckResponse::getStatus)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("metadata_store", Status.UP),
                            org.assertj.core.groups.Tuple.tuple("blob_store", Status.UP),
                            org.assertj.core.groups.Tuple.tuple("drain", Status.UP),
                            org.assertj.core.groups.Tuple.tuple("artifact_store", Status.UP));
            assertThat(call(container, Liveness.Literal.INSTANCE)).isEqualTo(Status.UP);
            assertThat(call(container, Startup.Literal.INSTANCE)).isEqualTo(Status.UP);
            assertThat(container.select(GaugeSource.class).get().gauges())
                    .hasSize(10)
                    .filteredOn(gauge -> gauge.name().equals("artifact_store_ready"))
                    .singleElement()
                    .satisfies(gauge -> assertThat(gauge.value().getAsDouble()).isEqualTo(1));

            OwnDrain.draining.set(true);
            assertThat(endpoint.get("/health/ready", "").status()).isEqualTo(503);
        } finally {
            OwnDrain.draining.set(false);
        }
    }

    @Test
    void moduleShouldWorkWithoutAnyStore() {
        try (SeContainer container = container()) {
            container.select(HealthStarter.class).get();
            SignalEndpoint endpoint = container.select(SignalEndpoint.class).get();

            assertThat(endpoint.get("/health/ready", "").status()).isEqualTo(503);
            assertThat(endpoint.get("/health", "").status()).isEqualTo(503);
            assertThat(endpoint.get("/health", "").body()).contains("No metadata store is present");
            assertThat(endpoint.get("/health/live", "").status()).isEqualTo(200);
        }
    }

    @Test
    void beanThatCannotBeMadeShouldBeDownUntilItCan() {
        BrokenStoreProbe.broken.set(true);
        try (SeContainer container = container(MetadataProbe.class, BrokenStoreProbe.class)) {
            container.select(HealthStarter.class).get();
            HealthBoard board = container.select(HealthBoard.class).get();

            assertThat(board.find("broken_store").status()).isEqualTo(HealthStatus.UNHEALTHY);
            assertThat(board.find("metadata_store").status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(board.isReady()).isFalse();
        } finally {
            BrokenStoreProbe.broken.set(false);
        }
    }

    @Test
    void lateBeanShouldRecover() {
        System.setProperty("artifact-store.health.interval", "PT0.02S");
        BrokenStoreProbe.broken.set(true);
        try (SeContainer container = container(MetadataProbe.class, BrokenStoreProbe.class)) {
            container.select(HealthStarter.class).get();
            HealthBoard board = container.select(HealthBoard.class).get();
            assertThat(board.isReady()).isFalse();

            BrokenStoreProbe.broken.set(false);
            await().until(board::isReady);
        } finally {
            System.clearProperty("artifact-store.health.interval");
            BrokenStoreProbe.broken.set(false);
        }
    }

    @Test
    void sameNamesShouldBeToldApart() {
        try (SeContainer container = container(MetadataProbe.class, SecondMetadataProbe.class)) {
            assertThat(container.select(HealthBoard.class).get().components())
                    .contains("metadata_store", "metadata_store_2");
        }
    }

    @Test
    void settingsShouldBeReadFromTheConfiguration() {
        System.setProperty("extensions.metrics.health.readinessPath", "/ready");
        try (SeContainer container = container()) {
            assertThat(container.select(SignalEndpoint.class).get().paths())
                    .containsExactly("/health", "/ready", "/health/live");
        } finally {
            System.clearProperty("extensions.metrics.health.readinessPath");
        }
        for (String off : new String[] {"extensions.metrics", "extensions.metrics.health"}) {
            System.setProperty(off + ".enabled", "false");
            try (SeContainer container = container()) {
                assertThat(container.select(SignalEndpoint.class).get().paths()).isEmpty();
            } finally {
                System.clearProperty(off + ".enabled");
            }
        }
    }

    private static Status call(
            SeContainer container, jakarta.enterprise.util.AnnotationLiteral<?> kind) {
        return container.select(HealthCheck.class, kind).get().call().getStatus();
    }

    private static SeContainer container(Class<?>... more) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(MODULE)
                .addBeanClasses(more)
                .initialize();
    }

    @ApplicationScoped
    static class MetadataProbe implements HealthProbe {

        @Override
        public String component() {
            return "metadata_store";
        }

        @Override
        public boolean makesUnready() {
            return true;
        }

        @Override
        public ProbeResult check() {
            return ProbeResult.healthy("Metadata store is accessible");
        }
    }

    @ApplicationScoped
    static class SecondMetadataProbe extends MetadataProbe {}

    @ApplicationScoped
    static class BrokenStoreProbe implements HealthProbe {

        static final AtomicBoolean broken = new AtomicBoolean();

        @PostConstruct
        void open() {
            if (broken.get()) {
                throw new IllegalStateException("cannot open");
            }
        }

        @Override
        public String component() {
            return "broken_store";
        }

        @Override
        public boolean makesUnready() {
            return true;
        }

        @Override
        public ProbeResult check() {
            return ProbeResult.healthy("Fine");
        }
    }

    @ApplicationScoped
    static class OwnDrain implements Drain {

        static final AtomicBoolean draining = new AtomicBoolean();

        @Override
        public boolean isDraining() {
            return draining.get();
        }

        @Override
        public void begin() {
            draining.set(true);
        }

        @Override
        public void end() {
            draining.set(false);
        }
    }
}
