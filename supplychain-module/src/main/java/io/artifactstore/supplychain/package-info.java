/**
 * The place for signing, verification, SBOMs and attestations. What is there today:
 *
 * <ul>
 *   <li>the ports and value types in {@code io.artifactstore.api.supplychain}, and the operations'
 *       events in {@code io.artifactstore.api.event}, which metrics and tracing observe already;
 *   <li>{@link io.artifactstore.supplychain.InstalledEvidencePorts}, which says at start which of
 *       the ports have an implementation.
 * </ul>
 *
 * <p>Not there: an implementation of any port, and the management API's calls on top of them. The
 * store signs and verifies nothing by itself until one is installed, and does not claim to.
 */
package io.artifactstore.supplychain;
