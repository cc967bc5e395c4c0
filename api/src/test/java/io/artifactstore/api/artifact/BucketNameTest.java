package io.artifactstore.api.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "a.b", "0a9", "my.bucket-1", "1.2.3", "192.168.1.300a"})
    void nameShouldBeTakenWhenItIsLegal(String name) {
        assertThat(new BucketName(name)).hasToString(name);
    }

    @Test
    void nameShouldBeTakenWhenItHas63Characters() {
        assertThat(new BucketName("a".repeat(63)).value()).hasSize(63);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "ab",
                "Abc",
                "a_b",
                "-ab",
                "ab-",
                ".ab",
                "ab.",
                "a..b",
                "a.-b",
                "a-.b",
                "192.168.1.1",
                "xn--abc",
                "abc-s3alias",
                "a b",
                "a/b",
                "..",
                "ab\n",
                "äbc"
            })
    void nameShouldBeRefusedWhenItIsNotLegal(String name) {
        assertThatThrownBy(() -> new BucketName(name))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        fault -> {
                            assertThat(fault.code()).isEqualTo(S3ErrorCode.INVALID_BUCKET_NAME);
                            assertThat(fault.details()).containsEntry("BucketName", "" + name);
                        });
    }

    @Test
    void nameShouldBeRefusedWhenItHas64Characters() {
        assertThatThrownBy(() -> new BucketName("a".repeat(64))).isInstanceOf(S3Exception.class);
    }
}
