package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyOrderTest {

    @ParameterizedTest
    @CsvSource({
        "a, b",
        "a/, a0",
        "ab, ac",
        "\u007f, \u0080",
        "\u07ff, \u0800",
        "\uD7FF, \uE000",
        "\uFFFF, \uD800\uDC00",
        "\uD83D\uDE00, \uD83D\uDE01",
        "\uD83F\uDFFF, \uD840\uDC00",
        "a\uDBFF\uDFFF, b",
        "a\uDBFF\uDFFF\uDBFF\uDFFF, b"
    })
    void behindShouldBeTheNextTextThatDoesNotStartWithThePrefix(String prefix, String behind) {
        assertThat(KeyOrder.behind(prefix)).isEqualTo(behind);
    }

    @Test
    void behindShouldBeNothingWhenThePrefixIsTheLastOrEmpty() {
        assertThat(KeyOrder.behind("")).isNull();
        assertThat(KeyOrder.behind("\uDBFF\uDFFF")).isNull();
        assertThat(KeyOrder.behind("\uDBFF\uDFFF\uDBFF\uDFFF")).isNull();
    }

    @Test
    void orderShouldBeThatOfUtf8WhateverTheCharacters() {
        List<String> texts =
                List.of(
                        "",
                        "\0",
                        "a",
                        "a\0",
                        "a ",
                        "ab",
                        "é",
                        "\uD7FF",
                        "\uE000",
                        "\uFFFD",
                        "\uFFFF",
                        "\uD800\uDC00",
                        "\uD83D\uDE00",
                        "\uD83D\uDE01",
                        "\uDBFF\uDFFF",
                        "a\uFFFD",
                        "a\uD83D\uDE00");
        for (String a : texts) {
            for (String b : texts) {
                int utf8 =
                        Arrays.compareUnsigned(
                                a.getBytes(StandardCharsets.UTF_8),
                                b.getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(KeyOrder.compare(a, b)))
                        .as("%s against %s", a, b)
                        .isEqualTo(Integer.signum(utf8));
            }
        }
    }
}
