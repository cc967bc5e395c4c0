package io.artifactstore.api.event;

import io.artifactstore.api.artifact.ArtifactOperation;

/**
 * An authenticated request was routed to an artifact operation. Exactly one {@link
 * ArtifactOperationEnded} with the same {@code operationId} follows, on the same thread.
 *
 * @param operationId unique in this process
 * @param bucket the bucket as the client named it: it need not exist, so it is no metric label
 * @param key the key as the client named it, or an empty string where the operation has none
 */
public record ArtifactOperationStarted(
        long operationId, ArtifactOperation operation, String bucket, String key) {}
