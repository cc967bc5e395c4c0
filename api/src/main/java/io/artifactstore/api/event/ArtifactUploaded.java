package io.artifactstore.api.event;

import io.artifactstore.api.artifact.ArtifactType;
import java.time.Instant;

/**
 * An object version became visible. Fired after the durable commit.
 *
 * @param etag without quotes
 * @param sha256 lower-case hexadecimal
 */
public record ArtifactUploaded(
        String bucket,
        String key,
        ArtifactType type,
        long size,
        String etag,
        String sha256,
        Instant at) {}
