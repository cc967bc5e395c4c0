package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    @Test
    void textShouldBeReadableWhenHeadersAreUsual() {
        assertThat(HeaderText.of(Map.of("cache-control", "max-age=60"), Map.of("owner", "bob")))
                .isEqualTo("cache-control=max-age=60\nx-amz-meta-owner=bob\n");
    }

    @Test
    void textShouldBeNullWhenThereAreNoHeaders() {
        assertThat(HeaderText.of(Map.of(), Map.of())).isNull();
        assertThat(HeaderText.parse(null).standard()).isEmpty();
        assertThat(HeaderText.parse(null).user()).isEmpty();
    }

    @Test
    void headersShouldComeBackWhateverTheyHold() {
        Map<String, String> standard = Map.of("expires", "", "content-language", "=\\=\n\r\\n");
        Map<String, String> user =
                Map.of("a=b\\c\nd", "\n", "", "x-amz-meta-y=z", "emoji", "\uD83D\uDE00");

        HeaderText.Parsed parsed = HeaderText.parse(HeaderText.of(standard, user));

        assertThat(parsed.standard()).isEqualTo(standard);
        assertThat(parsed.user()).isEqualTo(user);
    }
}
