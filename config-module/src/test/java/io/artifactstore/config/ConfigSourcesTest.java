package io.artifactstore.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSourcesTest {

    private static final String ON = "extensions.metrics.tracing.enabled: true";

    @Test
    void environmentShouldWinOverTheFileAndSystemPropertiesOverBoth() {
        GivenConfig test = GivenConfig.empty().yaml("artifact-store: {max-requests: 10}");
        assertThat(text(test.build(), "artifact-store.max-requests")).contains("10");

        test.environment("ARTIFACT_STORE_MAX_REQUESTS", "20");
        assertThat(text(test.build(), "artifact-store.max-requests")).contains("20");

        test.property("artifact-store.max-requests", "30");
        assertThat(text(test.build(), "artifact-store.max-requests")).contains("30");
    }

    @Test
    void fileShouldWinOverMicroProfileDefaults() {
        Config config =
                new SmallRyeConfigBuilder()
                        .withSources(
                                new YamlConfigSource(
                                        GivenConfig.empty().yaml("a.b: file").surroundings()),
                                new io.smallrye.config.PropertiesConfigSource(
                                        Map.of("a.b", "default"), "defaults", 100))
                        .build();

        assertThat(text(config, "a.b")).contains("file");
    }

    @Test
    void tracingShouldBeOffWithoutAnySetting() {
        assertThat(text(GivenConfig.empty().build(), "otel.sdk.disabled")).contains("true");
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_SDK_DISABLED, true",
        "OTEL_SDK_DISABLED, false",
        "otel.sdk.disabled, true",
        "otel.sdk.disabled, false"
    })
    void ownSwitchShouldDecideWhateverTheEnvironmentSays(String name, String value) {
        assertThat(
                        text(
                                GivenConfig.empty().yaml(ON).environment(name, value).build(),
                                "otel.sdk.disabled"))
                .contains("false");
        assertThat(text(GivenConfig.empty().environment(name, value).build(), "otel.sdk.disabled"))
                .contains("true");
    }

    @Test
    void switchShouldBeReadFromEnvironmentBeforeTheFileAndSystemPropertiesBeforeBoth() {
        GivenConfig test =
                GivenConfig.empty()
                        .yaml(ON)
                        .environment("EXTENSIONS_METRICS_TRACING_ENABLED", "false");
        assertThat(text(test.build(), "otel.sdk.disabled")).contains("true");

        test.property("extensions.metrics.tracing.enabled", "true");
        assertThat(text(test.build(), "otel.sdk.disabled")).contains("false");
    }

    @Test
    void emptyVariableShouldNotSwitch() {
        assertThat(
                        text(
                                GivenConfig.empty()
                                        .yaml(ON)
                                        .environment("EXTENSIONS_METRICS_TRACING_ENABLED", "")
                                        .build(),
                                "otel.sdk.disabled"))
                .contains("false");
    }

    @Test
    void extensionsSwitchedOffShouldSwitchTracingOff() {
        assertThat(
                        text(
                                GivenConfig.empty()
                                        .yaml(ON)
                                        .environment("EXTENSIONS_METRICS_ENABLED", "false")
                                        .build(),
                                "otel.sdk.disabled"))
                .contains("true");
    }

    @ParameterizedTest
    @CsvSource({
        "jaeger-collector:4317, http://jaeger-collector:4317",
        "http://jaeger-collector:4317, http://jaeger-collector:4317",
        "https://collector, https://collector"
    })
    void endpointShouldGetASchemeIfItHasNone(String given, String expected) {
        String key = "otel.exporter.otlp.endpoint";

        assertThat(
                        text(
                                GivenConfig.empty()
                                        .yaml("extensions.metrics.tracing.endpoint: " + given)
                                        .build(),
                                key))
                .contains(expected);
        assertThat(
                        text(
                                GivenConfig.empty()
                                        .environment("EXTENSIONS_METRICS_TRACING_ENDPOINT", given)
                                        .build(),
                                key))
                .contains(expected);
        assertThat(
                        text(
                                GivenConfig.empty()
                                        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", given)
                                        .build(),
                                key))
                .contains(expected);
        assertThat(
                        text(
                                GivenConfig.empty()
                                        .environment("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", given)
                                        .build(),
                                "otel.exporter.otlp.traces.endpoint"))
                .contains(expected);
    }

    @Test
    void standardVariablesShouldWinOverOurSettings() {
        Config config =
                GivenConfig.empty()
                        .yaml(
                                "extensions.metrics.tracing: {endpoint: file:4317, serviceName: file}")
                        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", "environment:4317")
                        .environment("OTEL_SERVICE_NAME", "environment")
                        .environment("OTEL_TRACES_SAMPLER", "always_off")
                        .build();

        assertThat(text(config, "otel.exporter.otlp.endpoint")).contains("http://environment:4317");
        assertThat(text(config, "otel.service.name")).contains("environment");
        assertThat(text(config, "otel.traces.sampler")).contains("always_off");
    }

    @Test
    void emptyStandardEndpointShouldLeaveOurs() {
        assertThat(
                        text(
                                GivenConfig.empty()
                                        .yaml("extensions.metrics.tracing.endpoint: file:4317")
                                        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", "")
                                        .build(),
                                "otel.exporter.otlp.endpoint"))
                .contains("http://file:4317");
    }

    @Test
    void openTelemetryShouldGetOurDefaults() {
        Config config = GivenConfig.empty().build();

        assertThat(text(config, "otel.exporter.otlp.endpoint")).isEmpty();
        assertThat(text(config, "otel.service.name")).contains("zot-artifact-store");
        assertThat(text(config, "otel.exporter.otlp.protocol")).contains("grpc");
        assertThat(text(config, "otel.metrics.exporter")).contains("none");
        assertThat(text(config, "otel.logs.exporter")).contains("none");
        assertThat(text(config, "otel.trace.http.disabled")).contains("true");
        assertThat(text(config, "otel.traces.sampler")).contains("parentbased_always_on");
        assertThat(text(config, "otel.propagators")).contains("tracecontext,baggage");
    }

    @Test
    void sourcesShouldBeFoundAndListTheirProperties() {
        // Liberty collects OpenTelemetry's settings from getProperties() of every source.
        Map<String, ConfigSource> sources =
                ServiceLoader.load(ConfigSource.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(source -> source.getName().startsWith("artifact-store"))
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        ConfigSource::getName, source -> source));

        assertThat(sources)
                .containsOnlyKeys(
                        "artifact-store YAML file",
                        "artifact-store tracing defaults",
                        "artifact-store tracing switch");
        assertThat(sources.get("artifact-store tracing switch").getProperties())
                .containsEntry("otel.sdk.disabled", "true");
        assertThat(sources.get("artifact-store tracing defaults").getPropertyNames())
                .contains("otel.service.name");
        assertThat(sources.values())
                .extracting(ConfigSource::getOrdinal)
                .containsExactlyInAnyOrder(150, 200, 320);
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class);
    }
}
