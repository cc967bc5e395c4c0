package io.artifactstore.api.store;

import io.artifactstore.api.artifact.ArtifactType;
import java.time.Instant;

/**
 * An object that exists.
 *
 * @param etag without quotes: the MD5 of the bytes, lower-case hexadecimal
 * @param sha256 of the bytes, lower-case hexadecimal
 * @param checksum the additional checksum the client gave, or null
 * @param lastModified to the millisecond
 */
public record ObjectInfo(
        String key,
        long size,
        String etag,
        String sha256,
        Checksum checksum,
        Instant lastModified,
        ArtifactType type,
        String owner,
        ObjectHeaders headers) {}
