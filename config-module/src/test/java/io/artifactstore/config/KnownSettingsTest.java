package io.artifactstore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownSettingsTest {

    @TestFactory
    Stream<DynamicTest> defaultShouldBeAllowed() {
        return KnownSettings.ALL.stream()
                .filter(setting -> !setting.defaultValue().isEmpty())
                .map(
                        setting ->
                                DynamicTest.dynamicTest(
                                        setting.key(),
                                        () ->
                                                assertThat(
                                                                setting.problem(
                                                                        setting.key(),
                                                                        setting.defaultValue()))
                                                        .isEmpty()));
    }

    /** Each of these is wrong for every kind of setting. */
    @TestFactory
    Stream<DynamicTest> settingShouldRefuseAControlCharacter() {
        return KnownSettings.ALL.stream()
                .map(
                        setting ->
                                DynamicTest.dynamicTest(
                                        setting.key(),
                                        () ->
                                                assertThat(setting.problem(setting.key(), "a\nb"))
                                                        .hasValueSatisfying(
                                                                line ->
                                                                        assertThat(line)
                                                                                .contains(
                                                                                        setting
                                                                                                .key())
                                                                                .contains(
                                                                                        setting.kind()
                                                                                                .allowed())
                                                                                .doesNotContain(
                                                                                        "\n"))));
    }

    @ParameterizedTest
    @CsvSource({
        "extensions.metrics.enabled, True",
        "extensions.metrics.enabled, yes",
        "extensions.metrics.prometheus.enabled, 1",
        "extensions.metrics.prometheus.path, metrics",
        "extensions.metrics.prometheus.path, /_api/v1/metrics",
        "extensions.metrics.prometheus.path, /jwt",
        "extensions.metrics.prometheus.path, /openapi/metrics",
        "extensions.metrics.prometheus.path, /console-plugin",
        "extensions.metrics.tracing.enabled, on",
        "extensions.metrics.tracing.endpoint, ftp://collector:21",
        "extensions.metrics.tracing.endpoint, http://user:password@collector:4317",
        "extensions.metrics.tracing.endpoint, http://collector:4317/?token=x",
        "extensions.metrics.tracing.endpoint, collector:99999",
        "extensions.metrics.tracing.endpoint, collector:0",
        "extensions.metrics.tracing.endpoint, two words",
        "extensions.metrics.tracing.serviceName, ' x'",
        "extensions.metrics.health.enabled, FALSE",
        "extensions.metrics.health.healthPath, /",
        "extensions.metrics.health.healthPath, /health/",
        "extensions.metrics.health.healthPath, //health",
        "extensions.metrics.health.healthPath, /health/../x",
        "extensions.metrics.health.readinessPath, /ready?x",
        "extensions.metrics.health.livenessPath, /li%76e",
        "extensions.metrics.series.maxTuples, 0",
        "extensions.metrics.series.maxTuples, 5001",
        "artifact-store.data, ''",
        "artifact-store.config, ''",
        "artifact-store.root-access-key, ab",
        "artifact-store.root-access-key, a/b/c",
        "artifact-store.root-access-key, a=b",
        "artifact-store.root-secret-key, short",
        "artifact-store.http-host, ''",
        "artifact-store.http-port, 0",
        "artifact-store.management-host, ''",
        "artifact-store.management-port, http",
        "artifact-store.management-port, -1",
        "extensions.metrics.health.healthPath, /.well-known/health",
        "extensions.metrics.health.healthPath, /_health",
        "artifact-store.max-requests, 0",
        "artifact-store.max-requests, 10001",
        "artifact-store.max-requests, 1e3",
        "artifact-store.max-requests, 99999999999",
        "artifact-store.metadata.queue, -1",
        "artifact-store.metadata.timeout, 30s",
        "artifact-store.metadata.timeout, PT0.05S",
        "artifact-store.metadata.readers, 0",
        "artifact-store.gc.grace, PT-1M",
        "artifact-store.gc.interval, PT0S",
        "artifact-store.disk.warn-percent, 101",
        "artifact-store.disk.critical-percent, 90%",
        "artifact-store.health.interval, PT2H",
        "artifact-store.health.timeout, PT0S",
        "artifact-store.health.memory.warn-percent, 0",
        "artifact-store.health.threads.blocked-percent, 200",
        "artifact-store.access-log, off",
        "artifact-store.types.tar.lz, tarball",
        "artifact-store.types.tar.lz, TAR"
    })
    void settingShouldRefuseABadValue(String key, String value) {
        Setting setting = KnownSettings.find(key).orElseThrow();

        assertThat(setting.problem(key, value))
                .hasValueSatisfying(
                        line ->
                                assertThat(line)
                                        .contains(key)
                                        .contains(
                                                setting.secret() ? "not shown" : '"' + value + '"')
                                        .contains(setting.kind().allowed()));
    }

    @ParameterizedTest
    @CsvSource({
        "extensions.metrics.prometheus.path, /internal/metrics",
        "extensions.metrics.health.livenessPath, /healthz",
        "extensions.metrics.tracing.endpoint, jaeger-collector:4317",
        "extensions.metrics.tracing.endpoint, http://jaeger-collector.tracing.svc:4317",
        "extensions.metrics.tracing.endpoint, https://[2001:db8::1]:4317",
        "extensions.metrics.tracing.endpoint, collector",
        "artifact-store.metadata.timeout, PT1.5S",
        "artifact-store.gc.grace, P7D",
        "artifact-store.max-requests, 1",
        "artifact-store.max-requests, 10000",
        "artifact-store.root-secret-key, correct-horse/battery+staple=",
        "artifact-store.types.tar.lz, tar",
        "artifact-store.types.oci, oci-layer"
    })
    void settingShouldTakeAGoodValue(String key, String value) {
        assertThat(KnownSettings.find(key).orElseThrow().problem(key, value)).isEmpty();
    }

    @Test
    void namesShouldBeDistinctInTheEnvironmentToo() {
        Set<String> names = new HashSet<>();
        List<String> twice =
                KnownSettings.ALL.stream()
                        .map(Setting::environmentName)
                        .filter(name -> !names.add(name))
                        .toList();

        assertThat(twice).isEmpty();
    }

    @Test
    void everySettingShouldHaveAMeaning() {
        assertThat(KnownSettings.ALL)
                .allSatisfy(
                        setting -> assertThat(setting.meaning()).endsWith(".").doesNotContain("|"))
                .allSatisfy(setting -> assertThat(setting.kind().allowed()).doesNotContain("|"));
    }

    @Test
    void secretShouldNeverBeShown() {
        Setting secret = KnownSettings.find("artifact-store.root-secret-key").orElseThrow();

        assertThat(secret.problem(secret.key(), "hunter2"))
                .hasValueSatisfying(line -> assertThat(line).doesNotContain("hunter2"));
    }
}
