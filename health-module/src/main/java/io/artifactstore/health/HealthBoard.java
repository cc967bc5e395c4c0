package io.artifactstore.health;

import io.artifactstore.api.signal.Drain;
import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.HealthStatus;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The last results of all checks. Asking it runs no check and waits for nothing.
 *
 * <p>Checks run between {@link #start()} and {@link #stop()}.
 */
@ApplicationScoped
public class HealthBoard {

    static final String METADATA_STORE = "metadata_store";
    static final String BLOB_STORE = "blob_store";

    @Inject Instance<HealthProbe> probes;
    @Inject Instance<Drain> drains;

    private Time time;
    private DrainWatch drain;
    private HealthSettings settings;
    private List<ComponentCheck> checks;
    private Reading noMetadataStore;
    private BackgroundChecks background;

    /** For the container. */
    public HealthBoard() {}

    HealthBoard(
            List<ComponentCheck> checks,
            List<Supplier<Drain>> drains,
            HealthSettings settings,
            Time time) {
        use(checks, drains, settings, time);
    }

    @PostConstruct
    void collect() {
        HealthSettings read = HealthSettings.from(ConfigProvider.getConfig());
        List<Supplier<Drain>> found = new ArrayList<>();
        drains.handles().forEach(handle -> found.add(handle::get));
        use(new ProbeFinder(read, Time.SYSTEM).find(probes), found, read, Time.SYSTEM);
    }

    private void use(
            List<ComponentCheck> found,
            List<Supplier<Drain>> drainsFound,
            HealthSettings read,
            Time clock) {
        time = clock;
        settings = read;
        checks = List.copyOf(found);
        drain = new DrainWatch(drainsFound, read.timeout(), clock);
        if (checks.stream().noneMatch(check -> check.component().equals(METADATA_STORE))) {
            noMetadataStore = absentMetadataStore(clock.now());
        }
        StateLog log = new StateLog();
        Runnable watch =
                () -> {
                    // Before that, every component is "not checked yet", which is no news.
                    if (firstRoundIsOver()) {
                        log.observe(report());
                    }
                };
        background = new BackgroundChecks(checks, read, watch, drain::state);
    }

    /** Starts checking; returns when the first round is over. */
    public void start() {
        background.start();
    }

    /** Ends checking, for good. */
    public void stop() {
        background.stop();
    }

    /** The names of the components that are checked. */
    public List<String> components() {
        return checks.stream().map(ComponentCheck::component).toList();
    }

    /** Whether every check has answered, or used up its time, at least once. */
    public boolean firstRoundIsOver() {
        return checks.stream().allMatch(ComponentCheck::firstRoundIsOver);
    }

    /** Whether the store should get traffic. */
    public boolean isReady() {
        return report().ready();
    }

    /** Whether the store should get writes. */
    public boolean isReadyForWrite() {
        return report().readyForWrite();
    }

    /** 2 while {@code component} is healthy, 1 while degraded, 0 while unhealthy or unknown. */
    public int statusOf(String component) {
        Reading reading = find(component);
        return reading == null ? 0 : 2 - reading.status().ordinal();
    }

    /** Seconds since the last check of {@code component} ended. */
    public double ageOf(String component) {
        Reading reading = find(component);
        return reading == null ? Double.NaN : reading.age().toNanos() / 1e9;
    }

    // The next four are public, though their types are not: callers hold a client proxy, and only
    // public methods are sure to reach the bean behind it.

    /** Everything that is known now. */
    public HealthReport report() {
        return new HealthReport(readings(), drain.state());
    }

    /** What the operator has set. */
    public HealthSettings settings() {
        return settings;
    }

    /** The clock that ages are measured by. */
    public Time time() {
        return time;
    }

    /** The reading of a component, or null. */
    public Reading find(String component) {
        for (ComponentCheck check : checks) {
            if (check.component().equals(component)) {
                return check.reading();
            }
        }
        return component.equals(METADATA_STORE) ? noMetadataStore : null;
    }

    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>(checks.size() + 1);
        if (noMetadataStore != null) {
            readings.add(noMetadataStore);
        }
        for (ComponentCheck check : checks) {
            readings.add(check.reading());
        }
        return readings;
    }

    private static Reading absentMetadataStore(Instant now) {
        return new Reading(
                METADATA_STORE,
                true,
                HealthStatus.UNHEALTHY,
                "No metadata store is present",
                false,
                false,
                now,
                Duration.ZERO,
                null);
    }
}
