package io.artifactstore.api.event;

import io.artifactstore.api.operation.Backend;

/**
 * A call to the metadata or the blob store has ended.
 *
 * @param system what the backend is: {@code sqlite}, {@code postgresql}, {@code file}, {@code s3}
 * @param operation as in {@link BackendOperationStarted}
 * @param bytes bytes written or read, 0 where that says nothing
 * @param outcome {@code Rejected} where the backend said no to a legal call (a precondition),
 *     {@code Failure} where it broke
 */
public record BackendOperationEnded(
        long operationId,
        Backend backend,
        String system,
        String operation,
        long bytes,
        long durationNanos,
        Outcome outcome) {}
