package io.artifactstore.tracing;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The switches of tracing, read from MicroProfile Config. */
final class TracingSettings {

    private TracingSettings() {}

    /**
     * Whether spans are to be made. All three must agree: the signals as a whole ({@code
     * extensions.metrics.enabled}, default true), tracing ({@code
     * extensions.metrics.tracing.enabled}, default false) and MicroProfile Telemetry's own switch
     * ({@code otel.sdk.disabled}, default true), because without an SDK behind it each span would
     * be work for nothing.
     */
    static boolean isOn() {
        return isOn(ConfigProvider.getConfig());
    }

    static boolean isOn(Config config) {
        return flag(config, "extensions.metrics.enabled", true)
                && flag(config, "extensions.metrics.tracing.enabled", false)
                && !flag(config, "otel.sdk.disabled", true);
    }

    private static boolean flag(Config config, String name, boolean whenAbsent) {
        return config.getOptionalValue(name, Boolean.class).orElse(whenAbsent);
    }
}
