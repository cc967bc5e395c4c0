/**
 * Turns events into spans, log correlation and flight recordings. Nothing imports this package: it
 * observes. Without this module in the EAR the store works the same, but has no spans and its log
 * lines carry no {@code requestId}, {@code traceId} and {@code spanId}.
 *
 * <ul>
 *   <li>{@link io.artifactstore.tracing.RequestSpans} and {@link
 *       io.artifactstore.tracing.OperationSpans} open and end the spans;
 *   <li>{@link io.artifactstore.tracing.LogCorrelation} names request and trace to the log;
 *   <li>{@link io.artifactstore.tracing.FlightRecording} writes the Java Flight Recorder's events;
 *   <li>{@link io.artifactstore.tracing.TelemetryCustomizer} and the sampler providers are loaded
 *       by OpenTelemetry itself, in MicroProfile Telemetry's application mode only.
 * </ul>
 */
package io.artifactstore.tracing;
