package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreSettingsTest {

    @Test
    void defaultsShouldHoldWhenNothingIsSet() {
        assertThat(from(Map.of()))
                .isEqualTo(
                        new StoreSettings(
                                Path.of("data"),
                                1024,
                                Duration.ofSeconds(30),
                                8,
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(1),
                                80,
                                90));
    }

    @Test
    void valuesShouldBeTakenWhenTheyAreSet() {
        assertThat(
                        from(
                                Map.of(
                                        "artifact-store.data", "/srv/store",
                                        "artifact-store.metadata.queue", "7",
                                        "artifact-store.metadata.timeout", "PT2.5S",
                                        "artifact-store.metadata.readers", "3",
                                        "artifact-store.gc.grace", "PT1H",
                                        "artifact-store.gc.interval", "PT5M",
                                        "artifact-store.disk.warn-percent", "50",
                                        "artifact-store.disk.critical-percent", "60")))
                .isEqualTo(
                        new StoreSettings(
                                Path.of("/srv/store"),
                                7,
                                Duration.ofMillis(2500),
                                3,
                                Duration.ofHours(1),
                                Duration.ofMinutes(5),
                                50,
                                60));
    }

    @ParameterizedTest
    @CsvSource({
        "artifact-store.metadata.queue, 0",
        "artifact-store.metadata.queue, many",
        "artifact-store.metadata.readers, 257",
        "artifact-store.metadata.timeout, 30",
        "artifact-store.metadata.timeout, PT0S",
        "artifact-store.gc.grace, PT0.5S",
        "artifact-store.gc.interval, -PT1M",
        "artifact-store.disk.warn-percent, 101",
        "artifact-store.disk.warn-percent, 95",
        "artifact-store.disk.critical-percent, 0"
    })
    void startShouldBeRefusedWithKeyValueAndRangeWhenAValueIsWrong(String key, String value) {
        assertThatThrownBy(() -> from(Map.of(key, value)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("The setting " + key + " is '" + value + "'; allowed is ");
    }

    private static StoreSettings from(Map<String, String> values) {
        return StoreSettings.from(
                new SmallRyeConfigBuilder()
                        .withSources(
                                new io.smallrye.config.PropertiesConfigSource(values, "test", 500))
                        .build());
    }
}
