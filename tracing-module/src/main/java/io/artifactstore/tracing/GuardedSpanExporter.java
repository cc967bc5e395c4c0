package io.artifactstore.tracing;

import io.artifactstore.api.event.QueryRedaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The last gate before spans leave the process: takes credentials out of query strings, whichever
 * instrumentation put them there, and counts what was exported and what failed.
 */
final class GuardedSpanExporter implements SpanExporter {

    private static final AttributeKey<String> URL_FULL = AttributeKey.stringKey("url.full");
    // The names of OpenTelemetry's conventions before 1.23, still in use.
    private static final AttributeKey<String> HTTP_URL = AttributeKey.stringKey("http.url");
    private static final AttributeKey<String> HTTP_TARGET = AttributeKey.stringKey("http.target");
    private static final List<AttributeKey<String>> WITH_QUERY =
            List.of(URL_FULL, HTTP_URL, HTTP_TARGET);

    private final SpanExporter exporter;
    private final SpanCounts counts;

    /**
     * @param counts where to settle, or null for an exporter beside the one that counts
     */
    GuardedSpanExporter(SpanExporter exporter, SpanCounts counts) {
        this.exporter = exporter;
        this.counts = counts;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int size = spans.size();
        CompletableResultCode result;
        try {
            result = exporter.export(redacted(spans));
        } catch (RuntimeException fault) {
            settle(size, false);
            throw fault;
        }
        result.whenComplete(() -> settle(size, result.isSuccess()));
        return result;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    @Override
    public String toString() {
        return "GuardedSpanExporter{" + exporter.getClass().getSimpleName() + "}";
    }

    private void settle(int size, boolean worked) {
        if (counts != null) {
            counts.settle(size, worked);
        }
    }

    private static Collection<SpanData> redacted(Collection<SpanData> spans) {
        List<SpanData> clean = new ArrayList<>(spans.size());
        for (SpanData span : spans) {
            Attributes attributes = redacted(span.getAttributes());
            clean.add(
                    attributes == span.getAttributes()
                            ? span
                            : new WithAttributes(span, attributes));
        }
        return clean;
    }

    private static Attributes redacted(Attributes attributes) {
        Attributes clean = attributes;
        String query = attributes.get(HttpAttributes.QUERY);
        if (query != null) {
            clean = replaced(clean, HttpAttributes.QUERY, query, QueryRedaction.redact(query));
        }
        for (AttributeKey<String> key : WITH_QUERY) {
            String url = attributes.get(key);
            int mark = url == null ? -1 : url.indexOf('?');
            if (mark >= 0) {
                String safe =
                        url.substring(0, mark + 1) + QueryRedaction.redact(url.substring(mark + 1));
                clean = replaced(clean, key, url, safe);
            }
        }
        return clean;
    }

    private static Attributes replaced(
            Attributes attributes, AttributeKey<String> key, String value, String safe) {
        return safe.equals(value) ? attributes : attributes.toBuilder().put(key, safe).build();
    }

    private static final class WithAttributes extends DelegatingSpanData {

        private final Attributes attributes;

        WithAttributes(SpanData span, Attributes attributes) {
            super(span);
            this.attributes = attributes;
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }
    }
}
