package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.error.S3ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b c+d&e", "", "é😀", "\r\n\u0001", "1", "~~~???"})
    void tokenShouldCarryTheKeyThroughAnyUrl(String key) {
        String token = ContinuationToken.encode(key);
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(ContinuationToken.decode(token)).isEqualTo(key);
    }

    @Test
    void longestKeyShouldFit() {
        String key = "é".repeat(512);
        assertThat(ContinuationToken.decode(ContinuationToken.encode(key))).isEqualTo(key);
    }

    @Test
    void emptyTokenShouldBeTheBeginning() {
        assertThat(ContinuationToken.decode("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a", "Mg", "MQ=x", "key/with/slash", "=", "M Q"})
    void foreignTokenShouldBeRefused(String token) {
        assertRefused(S3ErrorCode.INVALID_ARGUMENT, () -> ContinuationToken.decode(token));
    }
}
