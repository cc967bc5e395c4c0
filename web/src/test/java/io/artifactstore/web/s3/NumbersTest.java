package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.web.http.Query;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "max-keys=1, 1",
        "max-keys=5, 5",
        "max-keys=1000, 1000",
        "max-keys=1001, 1000",
        "max-keys=2147483647, 1000",
        "max-keys=007, 7",
        "max-keys=, 500",
        "other=1, 500",
        "max-keys=3&max-keys=4, 3"
    })
    void numberShouldBeReadAndCutOff(String query, int expected) {
        assertThat(Numbers.parameter(Query.parse(query), "max-keys", 500, 1, 1000))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "a",
                "1.5",
                "1e3",
                "0x10",
                "2147483648",
                "9223372036854775808",
                "+",
                "%20",
                "1%20"
            })
    void whatIsNoNumberInTheRangeShouldBeRefused(String text) {
        S3Exception refused =
                assertRefused(
                        S3ErrorCode.INVALID_ARGUMENT,
                        () ->
                                Numbers.parameter(
                                        Query.parse("max-keys=" + text), "max-keys", 500, 1, 1000));
        assertThat(refused.details()).containsEntry("ArgumentName", "max-keys");
        assertThat(refused.getMessage()).contains("max-keys", "between 1 and 2147483647");
    }
}
