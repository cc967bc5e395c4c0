package io.artifactstore.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

    @Test
    void outcomeShouldBeCanceledWhenTheClientIsGone() {
        Outcome outcome = Outcome.of(new ClientGoneException(new IOException("reset")));

        assertThat(outcome.status()).isEqualTo("canceled");
        assertThat(outcome.errorCode()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(S3ErrorCode.class)
    void outcomeShouldSayWhoseFaultItIsWhenTheRequestEndsWithACode(S3ErrorCode code) {
        Outcome outcome = Outcome.of(new S3Exception(code));

        boolean ours = code.status() >= 500 && code != S3ErrorCode.NOT_IMPLEMENTED;
        assertThat(outcome.status()).isEqualTo(ours ? "failure" : "rejected");
        assertThat(outcome.errorCode()).isEqualTo(code.code());
    }

    @Test
    void outcomeShouldNameTheCauseWhenTheStoreIsAtFault() {
        StoreFault cause =
                new StoreFault(
                        FaultOccurred.Type.IO, FaultOccurred.Component.BLOB, "read failed", null);

        assertThat(Outcome.of(new S3Exception(S3ErrorCode.INTERNAL_ERROR, "sorry", cause)))
                .isEqualTo(new Outcome.Failure("InternalError", StoreFault.class.getName()));
    }

    @Test
    void outcomeShouldBeAFailureWhenTheFaultIsADefect() {
        assertThat(Outcome.of(new IllegalStateException("quotes what a client sent")))
                .isEqualTo(
                        new Outcome.Failure("InternalError", IllegalStateException.class.getName()))
                .asString()
                .doesNotContain("client sent");
    }

    @Test
    void outcomeShouldBeASuccessWhenItIsOne() {
        assertThat(Outcome.SUCCESS.status()).isEqualTo("success");
        assertThat(Outcome.SUCCESS.errorCode()).isEmpty();
    }
}
