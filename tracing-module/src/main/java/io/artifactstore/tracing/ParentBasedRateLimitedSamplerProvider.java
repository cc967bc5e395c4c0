package io.artifactstore.tracing;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * {@code OTEL_TRACES_SAMPLER=parentbased_rate_limited}: as {@code rate_limited} for traces that
 * begin here; a caller's decision is honoured.
 */
public final class ParentBasedRateLimitedSamplerProvider implements ConfigurableSamplerProvider {

    private final RateLimitedSamplerProvider root = new RateLimitedSamplerProvider();

    @Override
    public Sampler createSampler(ConfigProperties config) {
        return Sampler.parentBased(root.createSampler(config));
    }

    @Override
    public String getName() {
        return "parentbased_rate_limited";
    }
}
