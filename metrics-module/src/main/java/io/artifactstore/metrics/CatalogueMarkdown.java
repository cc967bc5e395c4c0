package io.artifactstore.metrics;

import io.artifactstore.api.signal.MetricCatalogue;
import java.util.List;

/** The catalogue as a Markdown table. */
final class CatalogueMarkdown {

    private CatalogueMarkdown() {}

    static String render(List<MetricCatalogue.Entry> entries) {
        StringBuilder table = new StringBuilder();
        table.append("| metric | kind | unit | labels | at most | meaning |\n");
        table.append("|---|---|---|---|---|---|\n");
        for (MetricCatalogue.Entry entry : entries) {
            table.append("| `").append(entry.name());
            table.append("` | ").append(entry.kind());
            table.append(" | ").append(entry.unit());
            table.append(" | ").append(String.join(", ", entry.labels()));
            table.append(" | ").append(entry.maxSeries());
            table.append(" | ").append(entry.meaning().replace("|", "\\|"));
            table.append(" |\n");
        }
        return table.toString();
    }
}
