package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsSettingsTest {

    @Test
    void defaultsShouldApplyWhenNothingIsSet() {
        assertThat(MetricsSettings.from(config(Map.of())))
                .isEqualTo(new MetricsSettings(true, true, "/metrics", 600, 9081));
    }

    @Test
    void everySettingShouldBeReadUnderItsName() {
        assertThat(
                        MetricsSettings.from(
                                config(
                                        Map.of(
                                                "extensions.metrics.enabled", "false",
                                                "extensions.metrics.prometheus.enabled", "FALSE",
                                                "extensions.metrics.prometheus.path", "/a/b.c",
                                                "extensions.metrics.series.maxTuples", "7",
                                                "ARTIFACT_STORE_MANAGEMENT_PORT", "19081"))))
                .isEqualTo(new MetricsSettings(false, false, "/a/b.c", 7, 19_081));
    }

    @ParameterizedTest
    @CsvSource({
        "extensions.metrics.enabled, yes",
        "extensions.metrics.prometheus.enabled, 1",
        "extensions.metrics.series.maxTuples, 0",
        "extensions.metrics.series.maxTuples, 5001",
        "extensions.metrics.series.maxTuples, many",
        "ARTIFACT_STORE_MANAGEMENT_PORT, 65536"
    })
    void valueShouldBeRefusedWithItsNameWhenItIsNotAllowed(String key, String value) {
        assertThatThrownBy(() -> MetricsSettings.from(config(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining('"' + value + '"')
                .hasMessageContaining("must be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics",
                "/",
                "/metrics/",
                "//metrics",
                "/a//b",
                "/../health",
                "/a/./b",
                "/a?b",
                "/a b",
                "/_api/v1",
                "/a%2Fb",
                "/é"
            })
    void pathShouldBeRefusedWhenItIsNoPlainPath(String path) {
        Config config = config(Map.of(MetricsSettings.ALIAS_PATH, path));

        assertThatThrownBy(() -> MetricsSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(MetricsSettings.ALIAS_PATH);
    }

    @Test
    void applicationShouldNotStartWhenASettingIsNotAllowed() {
        assertThatThrownBy(() -> RunningMetrics.start(Map.of(MetricsSettings.MAX_TUPLES, "none")))
                .hasStackTraceContaining("must be a whole number from 1 to 5000");
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
