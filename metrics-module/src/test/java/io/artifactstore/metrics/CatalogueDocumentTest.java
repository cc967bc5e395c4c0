package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/metrics.md} says what the code does. After a change of {@link Metric}:
 *
 * <pre>
 * {@code mvn -pl metrics-module -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=CatalogueDocumentTest -Dcatalogue.write=true}
 * </pre>
 */
class CatalogueDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final String BEGIN = "<!-- catalogue: generated, do not edit -->\n";
    private static final String END = "<!-- catalogue: end -->\n";

    @Test
    void documentShouldHoldTheCatalogue() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        assertThat(document).contains(BEGIN, END);
        String rendered =
                CatalogueMarkdown.render(Catalogue.own(MetricsSettings.DEFAULT_MAX_TUPLES));
        if (Boolean.getBoolean("catalogue.write")) {
            Files.writeString(
                    DOCUMENT, document.substring(0, begin) + rendered + document.substring(end));
        } else {
            assertThat(document.substring(begin, end))
                    .as("regenerate it with -Dcatalogue.write=true, see the Javadoc of this test")
                    .isEqualTo(rendered);
        }
    }
}
