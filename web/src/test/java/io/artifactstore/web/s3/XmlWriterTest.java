package io.artifactstore.web.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlWriterTest {

    @Test
    void documentShouldHaveItsDeclarationAndNamespace() {
        assertThat(
                        new XmlWriter(16)
                                .root("R")
                                .element("Text", "a")
                                .element("Number", -5L)
                                .element("Flag", true)
                                .raw("<Raw/>")
                                .open("O")
                                .close("O")
                                .close("R")
                                .toString())
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + "<R xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Text>a</Text>"
                                + "<Number>-5</Number><Flag>true</Flag><Raw/><O></O></R>");
    }

    @Test
    void markupShouldBeEscaped() {
        assertThat(written("a&b<c>d\"e'f]]>g"))
                .isEqualTo("<K>a&amp;b&lt;c&gt;d&quot;e'f]]&gt;g</K>");
        assertThat(written("&")).isEqualTo("<K>&amp;</K>");
        assertThat(written("")).isEqualTo("<K></K>");
        assertThat(written("<<")).isEqualTo("<K>&lt;&lt;</K>");
    }

    @Test
    void controlCharactersShouldBeNumericReferences() {
        assertThat(written("a\rb\nc\td")).isEqualTo("<K>a&#xd;b&#xa;c&#x9;d</K>");
        assertThat(written("\u0001\u001f")).isEqualTo("<K>&#x1;&#x1f;</K>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a\rb",
                "a\r\nb",
                "\n",
                " lead and trail ",
                "\t",
                "]]>",
                "&amp;",
                "<Key>",
                "\"'",
                "café",
                "\u0085\u2028",
                "😀",
                "\u007f",
                "&#10;",
                "<!--",
                "a//../b"
            })
    void parserShouldReadTheVeryCharactersOfTheKey(String key) {
        assertThat(Xml.of(new XmlWriter(16).element("K", key).toString()).text("/K"))
                .isEqualTo(key);
    }

    @Test
    void parserShouldReadTheVeryCharactersOfAnyKey() {
        Random random = new Random(20260102);
        for (int i = 0; i < 500; i++) {
            String key =
                    random.ints(1 + random.nextInt(30), 0x20, 0x3000)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            assertThat(Xml.of(new XmlWriter(16).element("K", key).toString()).text("/K"))
                    .isEqualTo(key);
        }
    }

    @Test
    void bytesShouldBeUtf8() {
        assertThat(new XmlWriter(16).element("K", "é😀").toBytes())
                .endsWith("<K>é😀</K>".getBytes(StandardCharsets.UTF_8));
    }

    private static String written(String value) {
        return new XmlWriter(16).element("K", value).toString().substring(39);
    }
}
