package io.artifactstore.web.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts the exact S3 error of a call. */
final class Refusals {

    private Refusals() {}

    static S3Exception assertRefused(S3ErrorCode code, ThrowingCallable call) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call);
        assertThat(refused).as("refused with " + code.code()).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        return refused;
    }
}
