package io.artifactstore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {

    @TempDir Path folder;

    @Test
    void fileShouldBecomeDottedKeys() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("config.yaml"),
                        """
                        extensions:
                          metrics:
                            enabled: true
                            tracing: {enabled: false, endpoint: "", serviceName: "zot-artifact-store"}
                        artifact-store.max-requests: 12
                        artifact-store: {types: {tar.lz: tar}, data: ~, access-log: null}
                        mp.metrics.distribution.timer.buckets: [a, "b,c"]
                        """);

        ConfigurationFile read = ConfigurationFile.read(file.toString());

        assertThat(read.problem()).isEmpty();
        assertThat(read.values())
                .containsExactly(
                        entry("extensions.metrics.enabled", "true"),
                        entry("extensions.metrics.tracing.enabled", "false"),
                        entry("extensions.metrics.tracing.serviceName", "zot-artifact-store"),
                        entry("artifact-store.max-requests", "12"),
                        entry("artifact-store.types.tar.lz", "tar"),
                        entry("mp.metrics.distribution.timer.buckets", "a,b\\,c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "~", "{}"})
    void emptyFileShouldHoldNoSettings(String yaml) {
        assertThat(ConfigurationFile.parse(yaml)).isEqualTo(ConfigurationFile.NONE);
    }

    @Test
    void scalarsShouldStayAsWritten() {
        assertThat(ConfigurationFile.parse("a: 0x10\nb: yes\nc: 1_000\nd: 1e3\ne: 07").values())
                .isEqualTo(Map.of("a", "0x10", "b", "yes", "c", "1_000", "d", "1e3", "e", "07"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "a: b: c",
                "- a\n- b",
                "just text",
                "a: 1\na: 2",
                "a: {b: 1}\na.b: 2",
                "a: !!java.net.URL [http://x]",
                "a: !custom x",
                "a: !!int 3",
                "a: [{b: 1}]",
                "a: *unknown",
                "a: &x [*x]",
                "a: 1\n---\nb: 2",
                "? [a]\n: b",
                "a: \"\u0001\""
            })
    void unusableYamlShouldBeAProblem(String yaml) {
        ConfigurationFile file = ConfigurationFile.parse(yaml);

        assertThat(file.problem()).isPresent();
        assertThat(file.values()).isEmpty();
    }

    @Test
    void problemShouldNameThePlaceAndNotTheContent() {
        assertThat(ConfigurationFile.parse("a: 1\nsecret: *hunter2\n").problem())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("line 2").doesNotContain("hunter2"));
        assertThat(ConfigurationFile.parse("secret: @hunter2\n").problem())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("line 1").doesNotContain("hunter2"));
    }

    @Test
    void deepNestingShouldBeAProblem() {
        assertThat(ConfigurationFile.parse("a: " + "[".repeat(500_000)).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("nested deeper than 16"));
    }

    @Test
    void manyAliasesShouldBeAProblem() {
        StringBuilder laughs = new StringBuilder("a0: &a0 {x: y}\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a%d: &a%d {l: *a%d, r: *a%d}%n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(ConfigurationFile.parse(laughs.toString()).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("aliases"));
    }

    @Test
    void tooManyKeysShouldBeAProblem() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 2_001; i++) {
            yaml.append('k').append(i).append(": v\n");
        }

        assertThat(ConfigurationFile.parse(yaml.toString()).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("2000"));
    }

    @Test
    void largeFileShouldBeAProblem() throws IOException {
        Path file = folder.resolve("large.yaml");
        Files.writeString(file, "#".repeat(ConfigurationFile.MAX_BYTES) + "\n");

        assertThat(ConfigurationFile.read(file.toString()).problem())
                .hasValueSatisfying(why -> assertThat(why).contains("larger than 1048576 bytes"));

        Files.writeString(file, "a: b\n" + "#".repeat(ConfigurationFile.MAX_BYTES - 5));
        assertThat(ConfigurationFile.read(file.toString()).values()).containsEntry("a", "b");
    }

    @Test
    void missingFileFolderAndBinaryShouldBeProblems() throws IOException {
        assertThat(ConfigurationFile.read(folder.resolve("absent").toString()).problem())
                .contains("does not exist");
        assertThat(ConfigurationFile.read("\0").problem()).contains("does not exist");
        assertThat(ConfigurationFile.read(folder.toString()).problem())
                .hasValueSatisfying(why -> assertThat(why).startsWith("cannot be read"));
        Path latin1 =
                Files.write(folder.resolve("latin1"), "a: é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ConfigurationFile.read(latin1.toString()).problem())
                .contains("is not UTF-8 text");
    }

    @Test
    void textFormShouldHoldNoValue() {
        ConfigurationFile file = ConfigurationFile.parse("artifact-store.root-secret-key: hunter2");

        assertThat(file.values()).containsValue("hunter2");
        assertThat(file.toString()).doesNotContain("hunter2");
        assertThat(
                        new Surroundings(Map.of("x", "hunter2"), Map.of("y", "hunter2"), file)
                                .toString())
                .doesNotContain("hunter2");
    }
}
