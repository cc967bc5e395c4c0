package io.artifactstore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    private final Logger logger = Logger.getLogger(SettingsCheck.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    logged.add(entry);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void startShouldFailWithOneSevereLine() {
        GivenConfig test =
                GivenConfig.empty()
                        .yaml("artifact-store: {max-requests: 0, unknown: x}")
                        .environment("ARTIFACT_STORE_ROOT_SECRET_KEY", "hunter2");

        assertThatThrownBy(() -> SettingsCheck.check(test.build(), test.surroundings()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(logged).singleElement();
        LogRecord line = logged.get(0);
        assertThat(line.getLevel()).isEqualTo(Level.SEVERE);
        assertThat(line.getMessage())
                .contains("artifact-store.max-requests is \"0\"")
                .contains("artifact-store.unknown is \"x\"")
                .contains("artifact-store.root-secret-key is (a secret, not shown)")
                .doesNotContain("hunter2")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"true, no effect", "false, remove it"})
    void sdkSwitchInTheEnvironmentShouldBeReportedOnce(String value, String what) {
        GivenConfig test = GivenConfig.empty().environment("OTEL_SDK_DISABLED", value);

        assertThatCode(() -> SettingsCheck.check(test.build(), test.surroundings()))
                .doesNotThrowAnyException();
        assertThat(logged).singleElement();
        assertThat(logged.get(0).getLevel()).isEqualTo(Level.WARNING);
        assertThat(logged.get(0).getMessage()).contains("OTEL_SDK_DISABLED").contains(what);
    }

    @Test
    void unusableFileShouldBeRefusedByName(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [");
        for (Path file : List.of(folder.resolve("absent.yaml"), broken)) {
            Surroundings surroundings =
                    Surroundings.of(Map.of("ARTIFACT_STORE_CONFIG", file.toString()), Map.of());

            assertThat(new SettingsValidation(GivenConfig.empty().build(), surroundings).problems())
                    .singleElement()
                    .asString()
                    .contains("artifact-store.config")
                    .contains(file.getFileName().toString());
        }
    }

    @Test
    void sdkSwitchAboveOursShouldBeReported() {
        assertThat(GivenConfig.empty().property("otel.sdk.disabled", "false").warnings())
                .singleElement()
                .asString()
                .contains("extensions.metrics.tracing.enabled");
    }

    @Test
    void otherTopLevelKeysOfTheFileShouldBeReported() {
        assertThat(GivenConfig.empty().yaml("extension: {metrics: {enabled: true}}").warnings())
                .singleElement()
                .asString()
                .contains("below extension,");
        assertThat(GivenConfig.empty().yaml("mp.metrics.tags: a=b").warnings()).isEmpty();
    }

    @Test
    void beanShouldPassWithTheSettingsOfThisProcess() {
        assertThatCode(() -> new SettingsCheck().check()).doesNotThrowAnyException();
    }
}
