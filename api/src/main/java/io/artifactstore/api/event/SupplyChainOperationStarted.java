package io.artifactstore.api.event;

import io.artifactstore.api.artifact.SupplyChainOperation;

/**
 * A supply-chain operation begins. Exactly one {@link SupplyChainOperationEnded} with the same
 * {@code operationId} follows, on the same thread.
 *
 * @param artifactId what it is about: {@code bucket/key} or a digest
 */
public record SupplyChainOperationStarted(
        long operationId, SupplyChainOperation operation, String artifactId) {}
