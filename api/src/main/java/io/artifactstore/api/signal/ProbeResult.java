package io.artifactstore.api.signal;

/**
 * What a probe found.
 *
 * @param message one plain sentence without paths, hosts, user names or stack traces
 * @param readable whether clients can still read
 * @param writable whether clients can still write
 */
public record ProbeResult(HealthStatus status, String message, boolean readable, boolean writable) {

    public static ProbeResult healthy(String message) {
        return new ProbeResult(HealthStatus.HEALTHY, message, true, true);
    }

    public static ProbeResult degraded(String message) {
        return new ProbeResult(HealthStatus.DEGRADED, message, true, true);
    }

    /** Reads go on, writes do not: degraded, ready, not ready for write. */
    public static ProbeResult readOnly(String message) {
        return new ProbeResult(HealthStatus.DEGRADED, message, true, false);
    }

    public static ProbeResult unhealthy(String message) {
        return new ProbeResult(HealthStatus.UNHEALTHY, message, false, false);
    }
}
