package io.artifactstore.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "a%20b, a b",
        "a+b, a+b",
        "%2F%2f, //",
        "%2e%2E/x, ../x",
        "a//b/, a//b/",
        "%25, %",
        "%2541, %41",
        "a;v=1, a;v=1",
        "caf%C3%A9, café",
        "%F0%9F%98%80, 😀",
        "x%41, xA"
    })
    void pathShouldBeDecodedOnceAndNotNormalised(String raw, String decoded) {
        assertThat(Percent.decode(raw, false)).isEqualTo(decoded);
    }

    @Test
    void plusShouldBeASpaceInQueriesOnly() {
        assertThat(Percent.decode("a+b%2B", true)).isEqualTo("a b+");
        assertThat(Percent.decode("a+b%2B", false)).isEqualTo("a+b+");
    }

    @Test
    void rawBytesShouldBeReadAsTheUtf8TheyAre() {
        String latin1 =
                new String("é/".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(Percent.decode(latin1, false)).isEqualTo("é/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "a%",
                "a%4",
                "%zz",
                "%4g",
                "%g4",
                "%-1",
                "%+1",
                "% 1",
                "%FF",
                "%C3",
                "%C0%AF",
                "%ED%A0%80",
                "%F5%80%80%80",
                "%u0041",
                "\u0101",
                "%\uFF11\uFF12",
                "%\u0661\u0662"
            })
    void brokenEncodingShouldBeRefused(String raw) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> Percent.decode(raw, false))
                .satisfies(e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_URI));
    }

    @ParameterizedTest
    @CsvSource({
        "plain-_.~*/x, plain-_.~*/x",
        "a b, a%20b",
        "a+b, a%2Bb",
        "test_file(3).png, test_file%283%29.png",
        "é, %C3%A9",
        "a&<>, a%26%3C%3E",
        "%41, %2541"
    })
    void listingShouldEncodeAllButUnreservedCharacters(String text, String encoded) {
        assertThat(Percent.encode(text)).isEqualTo(encoded);
    }

    @Test
    void controlCharactersShouldBeEncodedWithTwoDigits() {
        assertThat(Percent.encode("\n\r\u0001\u007F")).isEqualTo("%0A%0D%01%7F");
    }

    @Test
    void whatIsEncodedShouldBeDecodedToTheSame() {
        Random random = new Random(20260101);
        for (int i = 0; i < 2_000; i++) {
            String text =
                    random.ints(random.nextInt(20), 1, 0xD800)
                                    .collect(
                                            StringBuilder::new,
                                            StringBuilder::appendCodePoint,
                                            StringBuilder::append)
                                    .toString()
                            + "\uD83D\uDE00";
            String encoded = Percent.encode(text);
            assertThat(encoded).matches("[A-Za-z0-9_.~*/%-]*");
            assertThat(Percent.decode(encoded, false)).isEqualTo(text);
            assertThat(Percent.decode(encoded, true)).isEqualTo(text);
        }
    }
}
