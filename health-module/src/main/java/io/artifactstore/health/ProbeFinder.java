package io.artifactstore.health;

import io.artifactstore.api.signal.HealthProbe;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Finds the application's probes and gives each a name that no other has. */
final class ProbeFinder {

    private static final Logger LOG = Logger.getLogger(ProbeFinder.class.getName());

    private final HealthSettings settings;
    private final Time time;
    private final Set<String> names = new HashSet<>();

    ProbeFinder(HealthSettings settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    List<ComponentCheck> find(Instance<HealthProbe> probes) {
        List<ComponentCheck> checks = new ArrayList<>();
        for (Instance.Handle<HealthProbe> handle : probes.handles()) {
            checks.add(checkOf(handle));
        }
        checks.sort(java.util.Comparator.comparing(ComponentCheck::component));
        return List.copyOf(checks);
    }

    private ComponentCheck checkOf(Instance.Handle<HealthProbe> handle) {
        try {
            HealthProbe probe = handle.get();
            return new ComponentCheck(
                    unique(probe.component()), probe.makesUnready(), probe, settings, time);
        } catch (RuntimeException | Error fault) {
            // Not a reason to leave its component out, nor the others: it counts as one that makes
            // the store unready, and each round tries again to create it.
            String component = unique(nameOf(handle.getBean().getBeanClass()));
            LOG.log(
                    Level.WARNING,
                    "The health check of " + component + " could not be created.",
                    fault);
            return new ComponentCheck(component, true, new LateProbe(handle), settings, time);
        }
    }

    private String unique(String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
            name = "c" + name;
        }
        String candidate = name;
        for (int number = 2; !names.add(candidate); number++) {
            candidate = name + "_" + number;
        }
        return candidate;
    }

    /** {@code BlobStoreProbe} becomes {@code blob_store}. */
    private static String nameOf(Class<?> type) {
        return type.getSimpleName()
                .replaceFirst("(Health)?Probe$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2");
    }

    /** A probe whose bean could not be made yet. */
    private record LateProbe(Instance.Handle<HealthProbe> handle) implements HealthProbe {

        @Override
        public String component() {
            return handle.get().component();
        }

        @Override
        public boolean makesUnready() {
            return true;
        }

        @Override
        public io.artifactstore.api.signal.ProbeResult check() throws Exception {
            return handle.get().check();
        }
    }
}
