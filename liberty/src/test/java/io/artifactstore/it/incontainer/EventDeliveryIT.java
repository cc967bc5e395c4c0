package io.artifactstore.it.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;
import io.artifactstore.api.event.ArtifactUploaded;
import io.artifactstore.api.event.AuthenticationAttempted;
import io.artifactstore.api.event.AuthorizationChecked;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import io.artifactstore.api.event.SupplyChainOperationEnded;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operation;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.operation.RunningArtifactOperation;
import io.artifactstore.api.operation.RunningSupplyChainOperation;
import io.artifactstore.api.signal.GaugeSource;
import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.MetricCatalogue;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Inside Liberty: events cross the modules of the EAR, and what observes them does what it should.
 */
@ExtendWith(ArquillianExtension.class)
class EventDeliveryIT {

    @Inject Operations operations;
    @Inject EventBus events;
    @Inject RecordingObserver observer;
    @Inject Instance<HealthProbe> probes;
    @Inject Instance<GaugeSource> gauges;
    @Inject MetricCatalogue catalogue;

    @Deployment
    static EnterpriseArchive store() {
        return Deployments.storeWith(
                EventDeliveryIT.class, RecordingObserver.class, ThrowingObserver.class);
    }

    @BeforeEach
    void forgetEvents() {
        // The same class runs outside too, where nothing is injected.
        if (observer != null) {
            observer.events().clear();
        }
    }

    @Test
    void operationShouldBeObservedAcrossModulesExactlyOnce() throws IOException {
        double before =
                scrape("artifact_uploads_total", "bucket=\"in-container\"", "status=\"success\"");
        try (RunningArtifactOperation upload =
                operations.begin(ArtifactOperation.UPLOAD, "in-container", "k.jar")) {
            upload.bucketFound();
            upload.bytes(7);
            upload.succeed();
        }
        assertEquals(1, observed(ArtifactOperationStarted.class).size());
        assertEquals(1, observed(ArtifactOperationEnded.class).size());
        assertEquals(Outcome.SUCCESS, observed(ArtifactOperationEnded.class).get(0).outcome());
        assertEquals(
                before + 1,
                scrape("artifact_uploads_total", "bucket=\"in-container\"", "status=\"success\""));
    }

    @Test
    void throwingObserverShouldHurtNobodyAndBeCounted() throws IOException {
        double before = failures();
        try (Operation head = operations.begin(ArtifactOperation.HEAD, "in-container", "k")) {
            head.succeed();
        }
        assertEquals(
                1,
                observed(ArtifactOperationEnded.class).size(),
                "observers after the broken one still run");
        assertEquals(before + 2, failures());
        assertTrue(scrape("telemetry_observer_failures_total") >= 2);
    }

    private double failures() {
        return events.failures().values().stream()
                .mapToLong(java.util.concurrent.atomic.LongAdder::sum)
                .sum();
    }

    @Test
    void operationThatWasNotCompletedShouldEndAsAFailure() {
        operations.begin(ArtifactOperation.DOWNLOAD, "in-container", "k").close();
        assertEquals("failure", observed(ArtifactOperationEnded.class).get(0).outcome().status());
    }

    @Test
    void supplyChainOperationsShouldBeRecorded() throws IOException {
        double verified = scrape("supplychain_verification_operations_total", "status=\"failure\"");
        double signed = scrape("supplychain_signing_operations_total", "status=\"success\"");
        double sboms =
                scrape(
                        "supplychain_sbom_operations_total",
                        "format=\"cyclonedx\"",
                        "status=\"success\"");
        double attestations =
                scrape("supplychain_attestation_operations_total", "status=\"success\"");
        try (Operation sign = operations.begin(SupplyChainOperation.SIGN, "b/k")) {
            sign.succeed();
        }
        try (Operation verify = operations.begin(SupplyChainOperation.VERIFY, "b/k")) {
            verify.fail(new S3Exception(S3ErrorCode.INVALID_DIGEST));
        }
        try (RunningSupplyChainOperation sbom =
                operations.begin(SupplyChainOperation.SBOM, "b/k")) {
            sbom.kind("cyclonedx");
            sbom.succeed();
        }
        try (RunningSupplyChainOperation attest =
                operations.begin(SupplyChainOperation.ATTEST, "b/k")) {
            attest.kind("https://slsa.dev/provenance/v1");
            attest.succeed();
        }
        assertEquals(4, observed(SupplyChainOperationEnded.class).size());
        assertEquals(
                signed + 1, scrape("supplychain_signing_operations_total", "status=\"success\""));
        assertEquals(
                verified + 1,
                scrape("supplychain_verification_operations_total", "status=\"failure\""));
        assertEquals(
                sboms + 1,
                scrape(
                        "supplychain_sbom_operations_total",
                        "format=\"cyclonedx\"",
                        "status=\"success\""));
        assertEquals(
                attestations + 1,
                scrape("supplychain_attestation_operations_total", "status=\"success\""));
    }

    @Test
    void requestShouldFireItsEventsInOrder() throws IOException {
        String port = ConfigProvider.getConfig().getValue("ARTIFACT_STORE_HTTP_PORT", String.class);
        HttpURLConnection connection =
                (HttpURLConnection)
                        URI.create("http://127.0.0.1:" + port + "/in-container/key")
                                .toURL()
                                .openConnection();
        assertEquals(403, connection.getResponseCode());
        awaitObserved(RequestEnded.class);
        List<Class<?>> order = new ArrayList<>();
        observer.events().forEach(event -> order.add(event.getClass()));
        assertEquals(
                List.of(
                        RequestStarted.class,
                        AuthenticationAttempted.class,
                        ArtifactOperationStarted.class,
                        AuthorizationChecked.class,
                        ArtifactOperationEnded.class,
                        RequestEnded.class),
                order);
        assertFalse(observed(AuthorizationChecked.class).get(0).allowed());
        assertEquals("rejected", observed(ArtifactOperationEnded.class).get(0).outcome().status());
        assertEquals(0, observed(ArtifactUploaded.class).size());
    }

    @Test
    void modulesShouldContributeTheirProbesGaugesAndMetrics() {
        List<String> components = new ArrayList<>();
        probes.forEach(probe -> components.add(probe.component()));
        assertTrue(
                components.containsAll(
                        List.of(
                                "metadata_store",
                                "blob_store",
                                "disk",
                                "memory",
                                "threads",
                                "uptime")),
                components.toString());
        List<String> names = new ArrayList<>();
        gauges.forEach(source -> source.gauges().forEach(gauge -> names.add(gauge.name())));
        assertTrue(names.contains("artifact_store_ready"), names.toString());
        assertTrue(
                catalogue.entries().stream()
                        .anyMatch(entry -> entry.name().equals("artifact_uploads_total")));
    }

    private void awaitObserved(Class<?> type) {
        long until = System.nanoTime() + 5_000_000_000L;
        while (observed(type).isEmpty() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private <T> List<T> observed(Class<T> type) {
        return observer.events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The sum of all series of that name whose labels contain all of {@code labels}. */
    private static double scrape(String name, String... labels) throws IOException {
        String port =
                ConfigProvider.getConfig().getValue("ARTIFACT_STORE_MANAGEMENT_PORT", String.class);
        String text;
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        double sum = 0;
        Matcher series = Pattern.compile("(?m)^" + name + "\\{([^}]*)} (\\S+)$").matcher(text);
        while (series.find()) {
            boolean matches = true;
            for (String label : labels) {
                matches &= series.group(1).contains(label);
            }
            sum += matches ? Double.parseDouble(series.group(2)) : 0;
        }
        return sum;
    }
}
