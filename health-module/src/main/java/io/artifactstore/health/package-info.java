/**
 * One set of probes, two views: Liberty's MicroProfile Health endpoints on the management port and
 * the application's own health paths on the API port.
 *
 * <p>Every {@link io.artifactstore.api.signal.HealthProbe} of the application runs in the
 * background, on a thread of its own. Whoever asks gets the last result and its age; asking never
 * runs a check. A check that throws, hangs or has not been heard of for too long is never reported
 * as healthy.
 */
package io.artifactstore.health;
