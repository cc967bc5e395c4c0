package io.artifactstore.tracing;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;

/** Reads the headers that a request's event carries. Their names are lower case there. */
enum PropagationHeaders implements TextMapGetter<Map<String, String>> {
    GETTER;

    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
        return carrier.keySet();
    }

    @Override
    public String get(Map<String, String> carrier, String key) {
        return carrier == null ? null : carrier.get(key);
    }
}
