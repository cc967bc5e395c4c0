package io.artifactstore.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import java.util.UUID;

/**
 * What the store adds to OpenTelemetry's own configuration: who it is, guards around exporters and
 * processors, silence while no collector listens.
 *
 * <p>Liberty loads it in application mode only. {@code OTEL_SDK_DISABLED} in the environment or the
 * system properties switches to runtime mode, where none of this applies.
 */
public final class TelemetryCustomizer implements AutoConfigurationCustomizerProvider {

    static final AttributeKey<String> SERVICE_VERSION = AttributeKey.stringKey("service.version");
    static final AttributeKey<String> SERVICE_INSTANCE =
            AttributeKey.stringKey("service.instance.id");

    /** {@code process.command}, {@code process.command_line} and {@code process.command_args}. */
    private static final String COMMAND_LINE_PREFIX = "process.command";

    private static final String INSTANCE_ID = UUID.randomUUID().toString();

    private final SpanPipeline pipeline;

    /** For the service loader. */
    public TelemetryCustomizer() {
        this(SpanPipeline.OF_APPLICATION);
    }

    TelemetryCustomizer(SpanPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void customize(AutoConfigurationCustomizer autoConfiguration) {
        QuietExporters.hush();
        autoConfiguration
                .addResourceCustomizer((resource, config) -> describe(resource))
                .addSpanExporterCustomizer((exporter, config) -> pipeline.guard(exporter))
                .addSpanProcessorCustomizer(pipeline::guard);
    }

    /**
     * What the operator has set in {@code OTEL_RESOURCE_ATTRIBUTES} stands. The command line goes:
     * it may hold a password.
     */
    static Resource describe(Resource resource) {
        ResourceBuilder described =
                resource.toBuilder().removeIf(key -> key.getKey().startsWith(COMMAND_LINE_PREFIX));
        if (resource.getAttribute(SERVICE_VERSION) == null) {
            described.put(SERVICE_VERSION, ProductVersion.get());
        }
        if (resource.getAttribute(SERVICE_INSTANCE) == null) {
            described.put(SERVICE_INSTANCE, INSTANCE_ID);
        }
        return described.build();
    }
}
