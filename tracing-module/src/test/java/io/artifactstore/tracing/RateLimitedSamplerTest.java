package io.artifactstore.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitedSamplerTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    // Close to where nanoTime wraps, because it may.
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_500_000_000L);

    @Test
    void tracesShouldBeBoundedByTheRateWhenManyCome() {
        Sampler sampler = new RateLimitedSampler(5, clock::get);

        assertThat(sampled(sampler, 100)).isEqualTo(5);
        pass(Duration.ofMillis(200));
        assertThat(sampled(sampler, 100)).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(sampled(sampler, 100)).isEqualTo(5);
        pass(Duration.ofSeconds(1));
        assertThat(sampled(sampler, 100)).isEqualTo(5);
    }

    @Test
    void idleTimeShouldNotBeSavedUpBeyondOneSecond() {
        Sampler sampler = new RateLimitedSampler(5, clock::get);

        pass(Duration.ofHours(1));

        assertThat(sampled(sampler, 100)).isEqualTo(5);
    }

    @Test
    void oneTraceInSeveralSecondsShouldBePossible() {
        Sampler sampler = new RateLimitedSampler(0.5, clock::get);

        assertThat(sampled(sampler, 10)).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(sampled(sampler, 10)).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(sampled(sampler, 10)).isEqualTo(1);
    }

    @Test
    void boundShouldHoldWhenManyThreadsAskAtOnce() throws Exception {
        Sampler sampler = new RateLimitedSampler(1000, clock::get);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                counts.add(threads.submit(() -> sampled(sampler, 1000)));
            }
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            assertThat(sum).isEqualTo(1000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void childShouldFollowItsParentOfThisProcess() {
        Sampler sampler = new RateLimitedSampler(1, clock::get);
        assertThat(sampled(sampler, 1)).isEqualTo(1);

        assertThat(decision(sampler, local(true))).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        pass(Duration.ofSeconds(10));
        assertThat(decision(sampler, local(false))).isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void callersDecisionShouldBeHonouredOnlyWhenParentBased() {
        Sampler plain = provider("rate_limited").createSampler(rate("1"));
        Sampler parentBased = provider("parentbased_rate_limited").createSampler(rate("1"));

        assertThat(decision(plain, remote(false))).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(decision(parentBased, remote(false))).isEqualTo(SamplingDecision.DROP);
        for (int i = 0; i < 10; i++) {
            assertThat(decision(parentBased, remote(true)))
                    .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        }
    }

    @Test
    void descriptionShouldNameTheRate() {
        assertThat(provider("rate_limited").createSampler(rate("2.5")).getDescription())
                .isEqualTo("RateLimited{2.5/s}");
        assertThat(
                        provider("rate_limited")
                                .createSampler(DefaultConfigProperties.createFromMap(Map.of()))
                                .getDescription())
                .isEqualTo("RateLimited{10.0/s}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "1000001", "Infinity"})
    void providerShouldSayWhatIsAllowedWhenTheRateIsNot(String rate) {
        assertThatThrownBy(() -> provider("rate_limited").createSampler(rate(rate)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("otel.traces.sampler.arg")
                .hasMessageContaining("above 0 and at most 1000000");
    }

    private static DefaultConfigProperties rate(String tracesPerSecond) {
        return DefaultConfigProperties.createFromMap(
                Map.of("otel.traces.sampler.arg", tracesPerSecond));
    }

    private static ConfigurableSamplerProvider provider(String name) {
        return ServiceLoader.load(ConfigurableSamplerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static int sampled(Sampler sampler, int attempts) {
        int sampled = 0;
        for (int i = 0; i < attempts; i++) {
            if (decision(sampler, Context.root()) == SamplingDecision.RECORD_AND_SAMPLE) {
                sampled++;
            }
        }
        return sampled;
    }

    private static SamplingDecision decision(Sampler sampler, Context parent) {
        return sampler.shouldSample(
                        parent, TRACE, "S3", SpanKind.SERVER, Attributes.empty(), List.of())
                .getDecision();
    }

    private static Context local(boolean sampled) {
        return Context.root()
                .with(
                        Span.wrap(
                                SpanContext.create(
                                        TRACE,
                                        "00f067aa0ba902b7",
                                        flags(sampled),
                                        TraceState.getDefault())));
    }

    private static Context remote(boolean sampled) {
        return Context.root()
                .with(
                        Span.wrap(
                                SpanContext.createFromRemoteParent(
                                        TRACE,
                                        "00f067aa0ba902b7",
                                        flags(sampled),
                                        TraceState.getDefault())));
    }

    private static TraceFlags flags(boolean sampled) {
        return sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
    }
}
