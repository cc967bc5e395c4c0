package io.artifactstore.api.signal;

/**
 * A component's health check. Beans that implement it are found and run by the health module, in
 * the background, each on a thread of its own with a time limit; nobody else calls them.
 *
 * <p>{@link #check()} is cheap, repeatable and safe while the previous call still hangs. What it
 * throws counts as unhealthy.
 */
public interface HealthProbe {

    /** The component's name in health reports: {@code [a-z][a-z0-9_]*}. */
    String component();

    /**
     * Whether the store is not ready while this one is unhealthy. If not, the worst this probe can
     * cause is degraded.
     */
    boolean makesUnready();

    ProbeResult check() throws Exception;
}
