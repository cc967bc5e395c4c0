package io.artifactstore.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsValidationTest {

    /** As the signal contract has it. */
    private static final String CONTRACT =
            """
            extensions:
              metrics:
                enabled: true
                prometheus: {enabled: true, path: /metrics}
                tracing: {enabled: false, endpoint: "", serviceName: "zot-artifact-store"}
                health: {enabled: true, readinessPath: /health/ready, livenessPath: /health/live, healthPath: /health}
            """;

    @Test
    void nothingSetShouldBeFine() {
        assertThat(GivenConfig.empty().problems()).isEmpty();
        assertThat(GivenConfig.empty().warnings()).isEmpty();
    }

    @Test
    void contractShouldBeAcceptedAsItStands() {
        GivenConfig test = GivenConfig.empty().yaml(CONTRACT);

        assertThat(test.surroundings().file().values()).hasSize(9);
        assertThat(test.problems()).isEmpty();
        assertThat(test.warnings()).isEmpty();
    }

    @Test
    void everySettingShouldBeAcceptedByItsEnvironmentName() {
        GivenConfig test = GivenConfig.empty();
        for (Setting setting : KnownSettings.ALL) {
            if (!setting.isWildcard()) {
                test.environment(setting.environmentName(), setting.defaultValue());
            }
        }

        assertThat(test.problems()).isEmpty();
    }

    @Test
    void badValueShouldBeFoundByEveryWay() {
        assertThat(GivenConfig.empty().yaml("artifact-store: {max-requests: many}").problems())
                .singleElement()
                .asString()
                .isEqualTo(
                        "Setting artifact-store.max-requests is \"many\", but must be a whole number from 1 to"
                                + " 10000.");
        assertThat(
                        GivenConfig.empty()
                                .environment("ARTIFACT_STORE_MAX_REQUESTS", "many")
                                .problems())
                .singleElement()
                .asString()
                .contains("artifact-store.max-requests is \"many\"");
        assertThat(GivenConfig.empty().property("artifact-store.max-requests", "many").problems())
                .hasSize(1);
        assertThat(
                        GivenConfig.empty()
                                .environment("EXTENSIONS_METRICS_HEALTH_READINESSPATH", "no-slash")
                                .problems())
                .singleElement()
                .asString()
                .contains("extensions.metrics.health.readinessPath is \"no-slash\"");
    }

    @ParameterizedTest
    @CsvSource({
        "extensions.metrics.tracing.enable, extensions.metrics.tracing.enabled",
        "extensions.metrics.traces.enabled, extensions.metrics.tracing.enabled",
        "extensions.metric.enabled, extensions.metrics.enabled",
        "artifact-store.max-request, artifact-store.max-requests",
        "artifact-store.gc.period, artifact-store.gc.interval",
        "artifact-store.types, artifact-store.types.*"
    })
    void unknownKeyShouldBeRefusedWithWhatIsAllowed(String key, String allowed) {
        assertThat(GivenConfig.empty().yaml(key + ": some").problems())
                .singleElement()
                .asString()
                .startsWith(
                        "Setting "
                                + key
                                + " is \"some\", but there is no such setting; allowed here: ")
                .contains(allowed)
                .doesNotContain("\n");
        assertThat(GivenConfig.empty().property(key, "some").problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ARTIFACT_STORE_MAX_REQUEST, ARTIFACT_STORE_MAX_REQUESTS",
        "EXTENSIONS_METRICS_TRACING_ENABLE, EXTENSIONS_METRICS_TRACING_ENABLED",
        "EXTENSIONS_SEARCH, EXTENSIONS_METRICS_ENABLED",
        "ARTIFACT_STORE_TYPES_LZ, ARTIFACT_STORE_DATA"
    })
    void unknownVariableShouldBeRefusedWithWhatIsAllowed(String name, String allowed) {
        assertThat(GivenConfig.empty().environment(name, "some").problems())
                .singleElement()
                .asString()
                .startsWith("Setting " + name + " is \"some\", but there is no such setting")
                .contains(allowed);
    }

    @Test
    void foreignNamesShouldBeLeftAlone() {
        assertThat(
                        GivenConfig.empty()
                                .environment("ZOT_ARTIFACT_STORE_SERVICE_HOST", "10.0.0.1")
                                .environment("ARTIFACT_STOREKEEPER", "x")
                                .property("extensionsfolder", "x")
                                .variable("artifact-stores", "x")
                                .problems())
                .isEmpty();
    }

    @Test
    void serviceLinksShouldBeLeftAlone() {
        GivenConfig test =
                GivenConfig.empty()
                        .environment("ARTIFACT_STORE_DB_SERVICE_HOST", "10.0.0.1")
                        .environment("ARTIFACT_STORE_DB_SERVICE_PORT", "5432")
                        .environment("ARTIFACT_STORE_DB_SERVICE_PORT_SQL", "5432")
                        .environment("ARTIFACT_STORE_DB_PORT", "tcp://10.0.0.1:5432")
                        .environment("ARTIFACT_STORE_DB_PORT_5432_TCP_ADDR", "10.0.0.1");
        assertThat(test.problems()).isEmpty();

        test.environment("ARTIFACT_STORE_CACHE_PORT", "tcp://10.0.0.1:1");
        assertThat(test.problems())
                .singleElement()
                .asString()
                .contains("ARTIFACT_STORE_CACHE_PORT");
    }

    @Test
    void unknownSecretShouldNotBeShown() {
        assertThat(
                        GivenConfig.empty()
                                .yaml("artifact-store.root-secret-kye: hunter2\n")
                                .environment("ARTIFACT_STORE_ROOT_PASSWORD", "hunter2")
                                .problems())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).doesNotContain("hunter2"));
    }

    @Test
    void valueShouldStayOnOneLine() {
        assertThat(
                        GivenConfig.empty()
                                .environment("ARTIFACT_STORE_ACCESS_LOG", "no\nFAKE \u2028line")
                                .problems())
                .singleElement()
                .asString()
                .contains("\"no?FAKE ?line\"");
        assertThat(
                        GivenConfig.empty()
                                .environment("ARTIFACT_STORE_ACCESS_LOG", "x".repeat(5_000))
                                .problems())
                .singleElement()
                .asString()
                .hasSizeLessThan(300);
    }

    @Test
    void portsShouldBeRefusedWhereServerXmlDoesNotReadThem() {
        assertThat(GivenConfig.empty().yaml("artifact-store.http-port: 8080").problems())
                .singleElement()
                .asString()
                .contains("artifact-store.http-port")
                .contains("ARTIFACT_STORE_HTTP_PORT");
        assertThat(GivenConfig.empty().property("artifact-store.http-port", "8080").problems())
                .hasSize(1);
        assertThat(GivenConfig.empty().environment("ARTIFACT_STORE_HTTP_PORT", "8080").problems())
                .isEmpty();
        // Liberty lists the variables of server.xml as settings.
        assertThat(GivenConfig.empty().variable("ARTIFACT_STORE_HTTP_PORT", "9080").problems())
                .isEmpty();
    }

    @Test
    void fileNameShouldBeRefusedInTheFile() {
        assertThat(GivenConfig.empty().yaml("artifact-store.config: other.yaml").problems())
                .singleElement()
                .asString()
                .contains("ARTIFACT_STORE_CONFIG");
    }

    @Test
    void typesShouldBeArtifactTypes() {
        assertThat(GivenConfig.empty().yaml("artifact-store: {types: {tar.lz: tar}}").problems())
                .isEmpty();
        assertThat(GivenConfig.empty().yaml("artifact-store: {types: {tar.lz: lzip}}").problems())
                .singleElement()
                .asString()
                .contains("artifact-store.types.tar.lz is \"lzip\"")
                .contains("oci-layer");
    }

    @Test
    void pathsShouldBeDistinct() {
        assertThat(
                        GivenConfig.empty()
                                .yaml("extensions.metrics.prometheus.path: /health")
                                .problems())
                .singleElement()
                .asString()
                .contains("/health")
                .contains("must differ");
    }

    @Test
    void diskThresholdsShouldBeInOrder() {
        assertThat(GivenConfig.empty().yaml("artifact-store.disk.warn-percent: 95").problems())
                .singleElement()
                .asString()
                .contains("artifact-store.disk.critical-percent, which is 90");
    }

    @Test
    void portsShouldBeDistinct() {
        assertThat(GivenConfig.empty().environment("ARTIFACT_STORE_HTTP_PORT", "9081").problems())
                .singleElement()
                .asString()
                .contains("9081")
                .contains("must differ");
        assertThat(GivenConfig.empty().environment("ARTIFACT_STORE_HTTP_PORT", "-1").problems())
                .isEmpty();
    }

    @Test
    void switchThatTracingCannotSeeShouldBeRefused() {
        assertThat(
                        GivenConfig.empty()
                                .variable("extensions.metrics.tracing.enabled", "true")
                                .problems())
                .singleElement()
                .asString()
                .contains("EXTENSIONS_METRICS_TRACING_ENABLED");
    }

    @Test
    void unresolvedReferenceShouldBeRefused() {
        assertThat(GivenConfig.empty().yaml("artifact-store.data: ${no.such.thing}").problems())
                .singleElement()
                .asString()
                .contains("artifact-store.data is ")
                .contains("refers to a setting without a value");
    }

    @Test
    void rootKeyShouldBeWhole() {
        assertThat(GivenConfig.empty().yaml("artifact-store.root-access-key: admin").problems())
                .singleElement()
                .asString()
                .contains("artifact-store.root-secret-key is missing");
        assertThat(
                        GivenConfig.empty()
                                .environment(
                                        "ARTIFACT_STORE_ROOT_SECRET_KEY", "correct-horse-battery")
                                .problems())
                .singleElement()
                .asString()
                .contains("artifact-store.root-access-key is missing")
                .doesNotContain("correct-horse-battery");
        assertThat(
                        GivenConfig.empty()
                                .environment("ARTIFACT_STORE_ROOT_ACCESS_KEY", "admin")
                                .environment(
                                        "ARTIFACT_STORE_ROOT_SECRET_KEY", "correct-horse-battery")
                                .problems())
                .isEmpty();
    }
}
