package io.artifactstore.api.event;

import io.artifactstore.api.operation.Backend;

/**
 * A call to the metadata or the blob store begins. Exactly one {@link BackendOperationEnded} with
 * the same {@code operationId} follows, on the same thread.
 *
 * @param operation the kind of statement or the blob operation, from a closed list of the
 *     implementation ({@code put_object}, {@code find_object}, {@code stage}, {@code read}, …): a
 *     metric label and part of a span's name
 */
public record BackendOperationStarted(long operationId, Backend backend, String operation) {}
