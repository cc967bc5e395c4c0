package io.artifactstore.api.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactTypesTest {

    @ParameterizedTest
    @CsvSource({
        "app.jar, JAR",
        "app.JAR, JAR",
        "org/acme/app-1.2.3.pom, POM",
        "app-1.0.tar.gz, TGZ",
        "bom.cdx.json, SBOM",
        "x.json, JSON",
        "x.intoto.jsonl, ATTESTATION",
        "app.jar.asc, SIGNATURE",
        "app.sig, SIGNATURE",
        "a.jar/readme, OTHER",
        "jar, OTHER",
        "noending, OTHER",
        "x.unknown, OTHER"
    })
    void typeShouldFollowTheEndingWhenThereIsOne(String key, ArtifactType type) {
        assertThat(ArtifactTypes.DEFAULT.of(key, null)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "application/java-archive, JAR",
        "Application/JSON; charset=utf-8, JSON",
        "image/x-something, IMAGE",
        "text/plain, TEXT",
        "application/wasm, WASM",
        "application/unknown, OTHER"
    })
    void typeShouldFollowTheMediaTypeWhenTheEndingSaysNothing(String media, ArtifactType type) {
        assertThat(ArtifactTypes.DEFAULT.of("layers/abc", media)).isEqualTo(type);
    }

    @Test
    void endingShouldWinWhenTheMediaTypeSaysOtherwise() {
        assertThat(ArtifactTypes.DEFAULT.of("a.jar", "text/plain")).isEqualTo(ArtifactType.JAR);
    }

    @Test
    void ownEndingShouldCountOnlyInTheCopyWhenAdded() {
        ArtifactTypes own = ArtifactTypes.DEFAULT.with(".Foo.Bar", ArtifactType.HELM);

        assertThat(own.of("x.foo.bar", null)).isEqualTo(ArtifactType.HELM);
        assertThat(own.of("x.jar", null)).isEqualTo(ArtifactType.JAR);
        assertThat(ArtifactTypes.DEFAULT.of("x.foo.bar", null)).isEqualTo(ArtifactType.OTHER);
    }
}
