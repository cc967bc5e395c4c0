package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.signal.Drain;
import io.artifactstore.api.signal.GaugeSource;
import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.ProbeResult;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ExpectedDigests;
import io.artifactstore.api.store.MetadataStore;
import io.artifactstore.api.store.WriteCondition;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module's beans together, as the server wires them. */
class ModuleTest {

    @TempDir Path folder;
    private SeContainer container;

    @BeforeEach
    void boot() {
        System.setProperty("artifact-store.data", folder.resolve("data").toString());
        container =
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(
                                EventBus.class,
                                Operations.class,
                                OpenStore.class,
                                StorePorts.class,
                                StoreGauges.class,
                                DrainFile.class,
                                MetadataStoreProbe.class,
                                BlobStoreProbe.class,
                                DiskProbe.class)
                        .initialize();
    }

    @AfterEach
    void shutDown() {
        container.select(OpenStore.class).get().close();
        container.close();
        System.clearProperty("artifact-store.data");
    }

    @Test
    void storeShouldBeHandedOutWhileSomebodyHoldsItsMonitor() throws Exception {
        OpenStore open = new OpenStore();
        open.operations = get(Operations.class);
        open.events = get(EventBus.class);
        LocalStore opened = open.store();
        try {
            synchronized (open) {
                assertThat(CompletableFuture.supplyAsync(open::store).get(10, TimeUnit.SECONDS))
                        .isSameAs(opened);
            }
        } finally {
            open.close();
        }
        assertThatThrownBy(open::store).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void portsShouldBeOfOneStoreWhenTheyAreInjected() throws IOException {
        ArtifactStore artifacts = get(ArtifactStore.class);
        BucketInfo bucket = artifacts.createBucket(new BucketName("builds"), "alice");
        artifacts.put(
                TestStore.request(bucket, "k", 3, ExpectedDigests.NONE, WriteCondition.NONE),
                new ByteArrayInputStream(new byte[3]));

        assertThat(get(MetadataStore.class).findObject(bucket.id(), "k")).isPresent();
        assertThat(get(MetadataStore.class).system()).isEqualTo("sqlite");
        assertThat(get(BlobStore.class).system()).isEqualTo("file");
        assertThat(artifacts.find(bucket, new ObjectKey("k")).size()).isEqualTo(3);
    }

    @Test
    void everyProbeShouldBeHealthyWhenTheStoreIsWell() throws Exception {
        List<HealthProbe> probes = container.select(HealthProbe.class).stream().toList();

        assertThat(probes)
                .extracting(HealthProbe::component)
                .containsExactlyInAnyOrder("metadata_store", "blob_store", "disk");
        for (HealthProbe probe : probes) {
            ProbeResult result = probe.check();
            assertThat(result.readable()).isTrue();
            assertThat(result.writable()).isTrue();
            assertThat(result.message()).isNotBlank().doesNotContain("/");
            assertThat(probe.makesUnready()).isEqualTo(!probe.component().equals("disk"));
        }
    }

    @Test
    void drainingShouldLastFromBeginToEndWhenItIsAskedFor() throws IOException {
        Drain drain = get(Drain.class);
        assertThat(drain.isDraining()).isFalse();

        drain.begin();
        drain.begin();
        assertThat(drain.isDraining()).isTrue();
        assertThat(folder.resolve("data/drain")).exists();

        drain.end();
        drain.end();
        assertThat(drain.isDraining()).isFalse();
    }

    @Test
    void drainingShouldBeSeenWhenAScriptMakesTheFile() throws IOException {
        Drain drain = get(Drain.class);
        assertThat(drain.isDraining()).isFalse();

        Files.createFile(folder.resolve("data/drain"));

        Awaitility.await().until(drain::isDraining);
    }

    @Test
    void gaugesShouldHaveNamesOfTheirOwnAndShowWhatIsThere() {
        ArtifactStore artifacts = get(ArtifactStore.class);
        BucketInfo bucket = artifacts.createBucket(new BucketName("builds"), "alice");
        artifacts.put(
                TestStore.request(bucket, "k", 3, ExpectedDigests.NONE, WriteCondition.NONE),
                new ByteArrayInputStream(new byte[3]));
        get(OpenStore.class).store().usageRefresh().run();
        List<GaugeSource.Gauge> gauges = get(GaugeSource.class).gauges();

        assertThat(gauges)
                .extracting(gauge -> gauge.name() + gauge.labels())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z_]+\\{.*}"));
        assertThat(gauges).allMatch(gauge -> gauge.help().endsWith("."));
        assertThat(value(gauges, "usage_buckets")).isEqualTo(1);
        assertThat(value(gauges, "usage_objects")).isEqualTo(1);
        assertThat(value(gauges, "usage_bytes")).isEqualTo(3);
        assertThat(value(gauges, "usage_last_success_timestamp_seconds"))
                .isGreaterThan(1_700_000_000);
        assertThat(value(gauges, "storage_total_bytes")).isPositive();
        assertThat(value(gauges, "storage_free_bytes")).isPositive();
        assertThat(value(gauges, "metadata_batch_size")).isEqualTo(1);
        assertThat(value(gauges, "metadata_queue_length")).isZero();
    }

    @Test
    void everyUseShouldSayWhyWhenTheStoreCouldNotBeOpened() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createFile(folder.resolve("data/store-id"));
        OpenStore open = get(OpenStore.class);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(open::store)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is damaged: it has no meta.db and no blobs");
        }
    }

    private static double value(List<GaugeSource.Gauge> gauges, String name) {
        return gauges.stream()
                .filter(gauge -> gauge.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }

    private <T> T get(Class<T> type) {
        return container.select(type).get();
    }
}
