package io.artifactstore.api.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a//b", "../x", "a/", ".", "a\tb", " ", "ü", "\uD83D\uDE00"})
    void keyShouldStayAsItIsWhenItIsLegal(String key) {
        assertThat(new ObjectKey(key).value()).isEqualTo(key);
    }

    @Test
    void keysShouldDifferWhenOnlyTheirNormalFormIsTheSame() {
        assertThat(new ObjectKey("\u00e9")).isNotEqualTo(new ObjectKey("e\u0301"));
    }

    @Test
    void lengthShouldBeCountedInBytesWhenCharactersNeedSeveral() {
        assertThat(new ObjectKey("x".repeat(1024)).value()).hasSize(1024);
        assertThat(new ObjectKey("é".repeat(512)).value()).hasSize(512);
        assertThat(new ObjectKey("\u20ac".repeat(341)).value()).hasSize(341);
        assertThat(new ObjectKey("\uD83D\uDE00".repeat(256)).value()).hasSize(512);
        for (String tooLong :
                new String[] {
                    "x".repeat(1025),
                    "é".repeat(512) + "x",
                    "\u20ac".repeat(341) + "xx",
                    "\uD83D\uDE00".repeat(256) + "x"
                }) {
            assertRefused(tooLong, S3ErrorCode.KEY_TOO_LONG);
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"a\0b", "\0"})
    void keyShouldBeRefusedWhenItIsEmptyOrHoldsANul(String key) {
        assertRefused(key, S3ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void keyShouldBeRefusedWhenASurrogateIsAlone() {
        assertRefused("a\uD83D", S3ErrorCode.INVALID_ARGUMENT);
        assertRefused("\uDE00a", S3ErrorCode.INVALID_ARGUMENT);
        assertRefused("\uD83D\uD83D\uDE00", S3ErrorCode.INVALID_ARGUMENT);
    }

    private static void assertRefused(String key, S3ErrorCode code) {
        assertThatThrownBy(() -> new ObjectKey(key))
                .isInstanceOfSatisfying(
                        S3Exception.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
