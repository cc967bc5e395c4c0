package io.artifactstore.tracing;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * {@code OTEL_TRACES_SAMPLER=rate_limited}: at most {@code OTEL_TRACES_SAMPLER_ARG} traces a second
 * (default 10; above 0, at most 1,000,000), whatever callers have decided.
 */
public final class RateLimitedSamplerProvider implements ConfigurableSamplerProvider {

    private static final String RATE = "otel.traces.sampler.arg";

    @Override
    public Sampler createSampler(ConfigProperties config) {
        double rate = config.getDouble(RATE, RateLimitedSampler.DEFAULT_TRACES_PER_SECOND);
        try {
            return new RateLimitedSampler(rate, System::nanoTime);
        } catch (IllegalArgumentException outOfRange) {
            throw new ConfigurationException(RATE + ": " + outOfRange.getMessage(), outOfRange);
        }
    }

    @Override
    public String getName() {
        return "rate_limited";
    }
}
