package io.artifactstore.api.event;

import io.artifactstore.api.artifact.ArtifactType;
import java.time.Instant;

/**
 * An object that existed is gone. Fired after the durable commit; deleting an absent key fires
 * nothing.
 */
public record ArtifactDeleted(
        String bucket, String key, ArtifactType type, long size, Instant at) {}
