package io.artifactstore.config;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Settings that do not do what they seem to do, but do no harm. */
final class SettingsWarnings {

    private final Config config;
    private final Surroundings surroundings;

    SettingsWarnings(Config config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
    }

    /** What the operator should know, though the application starts. */
    List<String> all() {
        List<String> warnings = new ArrayList<>();
        String disabled = surroundings.environment(Tracing.SDK_DISABLED);
        if (disabled != null) {
            warnings.add(
                    "OTEL_SDK_DISABLED is set in the environment. "
                            + (disabled.equalsIgnoreCase("false")
                                    ? "As \"false\" it makes the server trace by itself, without this store's"
                                            + " sampler and redaction: remove it. "
                                    : "It has no effect. ")
                            + "Tracing is switched by "
                            + Tracing.ENABLED
                            + ", which is "
                            + new Tracing(surroundings).enabled()
                            + ".");
        }
        String computed = Boolean.toString(!new Tracing(surroundings).enabled());
        String effective = config.getOptionalValue(Tracing.SDK_DISABLED, String.class).orElse(null);
        if (effective != null && !effective.equals(computed)) {
            warnings.add(
                    Tracing.SDK_DISABLED
                            + " is overridden by a system property or by server.xml: remove it, and switch tracing by "
                            + Tracing.ENABLED
                            + ".");
        }
        surroundings.file().values().keySet().stream()
                .map(key -> key.split("\\.", 2)[0])
                .filter(top -> !List.of("extensions", "artifact-store", "mp", "otel").contains(top))
                .distinct()
                .forEach(
                        top ->
                                warnings.add(
                                        "The configuration file has settings below "
                                                + OneLine.of(top)
                                                + ", which this store does not read."));
        return warnings;
    }
}
