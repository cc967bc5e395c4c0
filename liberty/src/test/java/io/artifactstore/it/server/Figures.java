package io.artifactstore.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What the figures moved by since they were taken. */
public final class Figures {

    private final StoreServer server;
    private final Scrape before;

    private Figures(StoreServer server) {
        this.server = server;
        this.before = server.scrape();
    }

    /** The figures now, to compare later ones with. */
    public static Figures of(StoreServer server) {
        return new Figures(server);
    }

    /** By how much the sum has grown. */
    public double growth(String name, String... labels) {
        return growth(server.scrape(), name, labels);
    }

    private double growth(Scrape now, String name, String... labels) {
        return now.sum(name, labels) - before.sum(name, labels);
    }

    /** Asserts the growth, allowing the event a moment to follow the last byte. */
    public Figures assertGrowth(double expected, String name, String... labels) {
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () ->
                                assertThat(growth(name, labels))
                                        .as("growth of %s%s", name, java.util.List.of(labels))
                                        .isEqualTo(expected));
        return this;
    }
}
