package io.artifactstore.metrics;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/** The {@code module} label of observer failures: the store's own modules, and all plug-ins. */
enum ObserverModule implements Labelled {
    API,
    CONFIG,
    STORE,
    ACCESS,
    SUPPLYCHAIN,
    METRICS,
    HEALTH,
    TRACING,
    WEB,
    PLUGIN;

    private static final String OWN = "io.artifactstore.";
    private static final ObserverModule[] VALUES = values();

    private final String label = name().toLowerCase(Locale.ROOT);

    static ObserverModule ofPackage(String packageName) {
        if (packageName.startsWith(OWN)) {
            String module = packageName.substring(OWN.length());
            int dot = module.indexOf('.');
            String first = dot < 0 ? module : module.substring(0, dot);
            for (ObserverModule candidate : VALUES) {
                if (candidate != PLUGIN && candidate.label.equals(first)) {
                    return candidate;
                }
            }
        }
        return PLUGIN;
    }

    @Override
    public String label() {
        return label;
    }
}
