package io.artifactstore.api.event;

import io.artifactstore.api.access.AuthOperation;

/**
 * The gate begins to answer one of its two questions. Exactly one {@link AuthOperationEnded} with
 * the same {@code operationId} follows, on the same thread. Metrics do not read these two: they
 * read {@link AuthenticationAttempted} and {@link AuthorizationChecked}.
 */
public record AuthOperationStarted(long operationId, AuthOperation operation) {}
