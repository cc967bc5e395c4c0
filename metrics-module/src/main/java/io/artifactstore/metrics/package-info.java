/**
 * Events in, MicroProfile Metrics out. Each observer bean turns one family of events into the
 * figures of {@link io.artifactstore.metrics.Metric}; nothing outside that list can be registered.
 */
package io.artifactstore.metrics;
