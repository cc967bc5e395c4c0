package io.artifactstore.supplychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.supplychain.Check;
import io.artifactstore.api.supplychain.SubjectRef;
import io.artifactstore.api.supplychain.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    private static final Check PASSED = new Check.Passed("signed", "release-key", "e1");
    private static final Check FAILED = new Check.Failed("provenance", "signer_not_trusted");
    private static final Check SKIPPED = new Check.Skipped("sbom", "not_required");

    @Test
    void verdictShouldBeVerifiedWhenSomethingPassedAndNothingFailed() {
        assertThat(verdict(PASSED).verified()).isTrue();
        assertThat(verdict(SKIPPED, PASSED).verified()).isTrue();
    }

    @Test
    void verdictShouldNotBeVerifiedWhenOneRequirementIsNotMet() {
        assertThat(verdict(PASSED, FAILED).verified()).isFalse();
        assertThat(verdict(FAILED, PASSED).verified()).isFalse();
    }

    @Test
    void verdictShouldNotBeVerifiedWhenNothingWasProved() {
        assertThat(verdict().verified()).isFalse();
        assertThat(verdict(SKIPPED).verified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "sha256:", "G"})
    void subjectShouldBeRefusedWhenItsDigestIsNone(String digest) {
        assertThatThrownBy(() -> subject(digest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 lower-case hexadecimal digits");
        assertThatThrownBy(() -> subject("A".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Verdict verdict(Check... checks) {
        return new Verdict(subject("a".repeat(64)), List.of(checks));
    }

    private static SubjectRef subject(String sha256) {
        return new SubjectRef(new BucketName("libs"), new ObjectKey("a.jar"), "", sha256);
    }
}
