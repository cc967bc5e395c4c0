package io.artifactstore.api.store;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.ObjectKey;

/**
 * One key is gone, whether it existed or not.
 *
 * @param existed false for a key that was not there: that is a success too
 * @param type the artifact's type, {@code OTHER} if it did not exist
 */
public record DeletedKey(ObjectKey key, boolean existed, ArtifactType type, long size) {}
