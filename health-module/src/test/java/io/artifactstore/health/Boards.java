package io.artifactstore.health;

import io.artifactstore.api.signal.Drain;
import io.artifactstore.api.signal.ProbeResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Boards over probes of a test's choice, whose checks the test runs itself. */
final class Boards {

    static final HealthSettings DEFAULTS =
            new HealthSettings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    90,
                    50,
                    true,
                    "/health",
                    "/health/ready",
                    "/health/live");

    final ManualTime time = new ManualTime();
    final List<ComponentCheck> checks;
    final HealthBoard board;
    volatile boolean draining;

    private Boards(List<GivenProbe> probes) {
        checks =
                probes.stream()
                        .map(
                                probe ->
                                        new ComponentCheck(
                                                probe.component(),
                                                probe.makesUnready(),
                                                probe,
                                                DEFAULTS,
                                                time))
                        .collect(Collectors.toList());
        List<Supplier<Drain>> drains = List.of(this::drain);
        board = new HealthBoard(checks, drains, DEFAULTS, time);
    }

    /** Not checked yet. */
    static Boards of(GivenProbe... probes) {
        return new Boards(Arrays.asList(probes));
    }

    /** A healthy metadata store and {@code others}, checked once. */
    static Boards withStoreAnd(GivenProbe... others) {
        List<GivenProbe> probes = new java.util.ArrayList<>();
        probes.add(
                GivenProbe.vital(
                        "metadata_store", ProbeResult.healthy("Metadata store is accessible")));
        probes.addAll(Arrays.asList(others));
        return new Boards(probes).check();
    }

    /** Runs each check once, on this thread. */
    Boards check() {
        checks.forEach(ComponentCheck::run);
        return this;
    }

    Reading reading(String component) {
        return board.find(component);
    }

    private Drain drain() {
        return new Drain() {
            @Override
            public boolean isDraining() {
                return draining;
            }

            @Override
            public void begin() {
                draining = true;
            }

            @Override
            public void end() {
                draining = false;
            }
        };
    }
}
