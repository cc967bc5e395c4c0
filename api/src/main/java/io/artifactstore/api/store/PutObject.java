package io.artifactstore.api.store;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.ObjectKey;

/**
 * An object to be stored.
 *
 * @param declaredLength of the body in bytes, or -1; a body of another length is {@code
 *     IncompleteBody}
 */
public record PutObject(
        BucketInfo bucket,
        ObjectKey key,
        long declaredLength,
        ObjectHeaders headers,
        ArtifactType type,
        String owner,
        ExpectedDigests expected,
        WriteCondition condition) {}
