package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlBodyTest {

    @Test
    void everyElementShouldBeVisitedAtItsEndWithItsPath() {
        assertThat(read("<R><A>1</A><B><C/><A>2</A></B> text </R>"))
                .containsExactly("R/A=1", "R/B/C=", "R/B/A=2", "R/B=null", "R=null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a&amp;b|a&b",
                "&lt;&gt;&quot;&apos;|<>\"'",
                "a&amp;&amp;&lt;b|a&&<b",
                "&#65;&#x42;|AB",
                "&#x1F600;|😀",
                "<![CDATA[<a>&amp;]]>|<a>&amp;",
                "x<![CDATA[y]]>z|xyz",
                "a<!-- comment -->b|ab",
                "a<?instruction?>b|ab",
                " keep the spaces |' keep the spaces '",
                "é😀|é😀"
            })
    void textShouldBeReadWhole(String markup, String text) {
        assertThat(read("<R><A>" + markup + "</A></R>")).first().isEqualTo("R/A=" + text);
    }

    @Test
    void lineBreaksShouldBeKeptWhereTheyAreEscaped() {
        assertThat(read("<R><A>a&#10;b&#13;c&#xd;&#xa;</A></R>"))
                .first()
                .isEqualTo("R/A=a\nb\rc\r\n");
        assertThat(read("<R><A>a\r\nb</A></R>")).first().isEqualTo("R/A=a\nb");
    }

    @Test
    void longTextShouldBeReadWhole() {
        String text = "x".repeat(200_000) + "&amp;" + "é".repeat(100_000);
        assertThat(read("<R><A>" + text + "</A></R>"))
                .first()
                .isEqualTo("R/A=" + text.replace("&amp;", "&"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<R xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><A>1</A></R>",
                "<s3:R xmlns:s3=\"http://s3.amazonaws.com/doc/2006-03-01/\"><s3:A>1</s3:A></s3:R>",
                "<R xmlns=\"urn:another\"><A>1</A></R>",
                "<?xml version=\"1.0\"?><R><A x=\"y\">1</A></R>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<R><A>1</A></R>\n"
            })
    void namespaceAndDeclarationShouldNotMatter(String document) {
        assertThat(read(document)).containsExactly("R/A=1", "R=null");
    }

    /** Every S3 client writes UTF-8; another encoding is a way around somebody's filter. */
    @Test
    void documentShouldBeUtf8WhateverItDeclares() {
        String document = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><R><A>\u00e9</A></R>";
        assertThat(read(document)).contains("R/A=\u00e9");
        assertThat(read("\uFEFF" + document)).contains("R/A=\u00e9");
        assertRefused(
                S3ErrorCode.MALFORMED_XML,
                () -> read(document.getBytes(StandardCharsets.ISO_8859_1)));
        for (String encoding : new String[] {"UTF-16", "UTF-16LE", "UTF-32", "IBM037", "UTF-7"}) {
            if (Charset.isSupported(encoding)) {
                byte[] encoded =
                        ("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><R/>")
                                .getBytes(Charset.forName(encoding));
                assertRefused(S3ErrorCode.MALFORMED_XML, () -> read(encoded));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "text",
                "{}",
                "<R>",
                "<R><A></R></A>",
                "<R/><R/>",
                "<R/>trailing",
                "</R>",
                "<R><A>&undeclared;</A></R>",
                "<R><A>&amp</A></R>",
                "<R><A>&#0;</A></R>",
                "<R><A>&#1;</A></R>",
                "<R><A>&#xFFFE;</A></R>",
                "<R><A>&#xD800;</A></R>",
                "<R><A>\u0001</A></R>",
                "<R><p:A>1</p:A></R>",
                "<R a=1/>",
                "<R a=\"1\" a=\"2\"/>",
                "<R><A><![CDATA[x</A></R>",
                "<Other/>",
                "<r/>",
                "<?xml version=\"9.9\"?><R/>",
                "<!DOCTYPE R><R/>",
                "<!DOCTYPE R [<!ENTITY a \"b\">]><R><A>&a;</A></R>",
                "<!DOCTYPE R [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><R><A>&a;</A></R>",
                "<!DOCTYPE R SYSTEM \"http://192.0.2.1/x.dtd\"><R/>",
                "<!DOCTYPE R [<!ENTITY % p SYSTEM \"http://192.0.2.1/p\"> %p;]><R/>",
                "<!DOCTYPE R PUBLIC \"-//x//y\" \"file:///etc/hostname\"><R/>"
            })
    void whatIsNoPlainDocumentShouldBeRefusedAtOnce(String document) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertRefused(S3ErrorCode.MALFORMED_XML, () -> read(document)));
    }

    @Test
    void billionLaughsShouldBeRefused() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE R [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        assertRefused(S3ErrorCode.MALFORMED_XML, () -> read(laughs + "]><R><A>&l9;</A></R>"));
    }

    @Test
    void nestingShouldBeBounded() {
        assertThat(read("<R>" + "<A>".repeat(15) + "</A>".repeat(15) + "</R>")).hasSize(16);
        assertRefused(
                S3ErrorCode.MALFORMED_XML,
                () -> read("<R>" + "<A>".repeat(16) + "</A>".repeat(16) + "</R>"));
        assertRefused(S3ErrorCode.MALFORMED_XML, () -> read("<R>" + "<A>".repeat(3_000_000)));
    }

    @Test
    void whatTheVisitorRefusesShouldReachTheCaller() {
        assertRefused(
                S3ErrorCode.NOT_IMPLEMENTED,
                () ->
                        XmlBody.read(
                                "<R/>".getBytes(StandardCharsets.UTF_8),
                                "R",
                                (path, text) -> {
                                    throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED);
                                }));
    }

    /**
     * Whatever arrives is either read or refused: no other exception leaves the parser, and nothing
     * goes to the console.
     */
    @Test
    void mutatedDocumentsShouldBeReadOrRefused() {
        byte[] valid =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><R xmlns=\"u\"><A b='c'>&amp;&#65;<![CDATA[x]]><!--y--></A></R>"
                        .getBytes(StandardCharsets.UTF_8);
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            readMutations(valid);
        } finally {
            System.setErr(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).as("printed to the console").isEmpty();
    }

    private static void readMutations(byte[] valid) {
        Random random = new Random(20260103);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = valid.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int value = random.nextBoolean() ? random.nextInt(256) : random.nextInt(128);
                mutated[random.nextInt(mutated.length)] = (byte) value;
            }
            try {
                read(mutated);
            } catch (S3Exception refused) {
                assertThat(refused.code()).isEqualTo(S3ErrorCode.MALFORMED_XML);
            } catch (RuntimeException defect) {
                fail(new String(mutated, StandardCharsets.ISO_8859_1), defect);
            }
        }
    }

    @Test
    void documentsShouldBeReadByManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<String>>> tasks = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String text = "key-" + i;
                tasks.add(() -> read("<R><A>" + text + "</A></R>"));
            }
            int i = 0;
            for (Future<List<String>> done : threads.invokeAll(tasks)) {
                assertThat(done.get()).containsExactly("R/A=key-" + i++, "R=null");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> read(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(byte[] document) {
        List<String> visited = new ArrayList<>();
        XmlBody.read(document, "R", (path, text) -> visited.add(path + "=" + text));
        return visited;
    }
}
