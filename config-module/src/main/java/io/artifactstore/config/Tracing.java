package io.artifactstore.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** How our own tracing settings read in the words of OpenTelemetry. */
final class Tracing {

    static final String METRICS_ENABLED = "extensions.metrics.enabled";
    static final String ENABLED = "extensions.metrics.tracing.enabled";
    static final String ENDPOINT = "extensions.metrics.tracing.endpoint";
    static final String SERVICE_NAME = "extensions.metrics.tracing.serviceName";
    static final String SDK_DISABLED = "otel.sdk.disabled";

    private static final String OTLP_ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String[] ENDPOINTS = {OTLP_ENDPOINT, "otel.exporter.otlp.traces.endpoint"};

    private final Surroundings surroundings;

    Tracing(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Whether our own switch is on. */
    boolean enabled() {
        String extensions = surroundings.lookup(METRICS_ENABLED);
        return (extensions == null || extensions.equals("true"))
                && "true".equals(surroundings.lookup(ENABLED));
    }

    /** What the standard {@code OTEL_*} variables override. */
    Map<String, String> defaults() {
        Map<String, String> values = new LinkedHashMap<>();
        String endpoint = surroundings.lookup(ENDPOINT);
        if (endpoint != null) {
            values.put(OTLP_ENDPOINT, withScheme(endpoint));
        }
        String service = surroundings.lookup(SERVICE_NAME);
        values.put("otel.service.name", service == null ? "zot-artifact-store" : service);
        values.put("otel.exporter.otlp.protocol", "grpc");
        values.put("otel.traces.sampler", "parentbased_always_on");
        values.put("otel.propagators", "tracecontext,baggage");
        // Metrics are MicroProfile's and logs Liberty's: without these two, OpenTelemetry would
        // try to send its own to the collector.
        values.put("otel.metrics.exporter", "none");
        values.put("otel.logs.exporter", "none");
        // The server spans are our own: Liberty's carry the query, signatures included.
        values.put("otel.trace.http.disabled", "true");
        return Map.copyOf(values);
    }

    /** What overrides the {@code OTEL_*} variables. */
    Map<String, String> overrides() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SDK_DISABLED, Boolean.toString(!enabled()));
        for (String key : ENDPOINTS) {
            String given = surroundings.environment(key);
            if (given == null) {
                continue;
            }
            // A variable that is set but empty means "not set", and must not hide our default.
            String endpoint = given.isBlank() ? defaults().get(key) : withScheme(given.strip());
            if (endpoint != null) {
                values.put(key, endpoint);
            }
        }
        return Map.copyOf(values);
    }

    /** OpenTelemetry insists on a scheme; people write {@code jaeger-collector:4317}. */
    private static String withScheme(String endpoint) {
        return endpoint.contains("://") ? endpoint : "http://" + endpoint;
    }
}
