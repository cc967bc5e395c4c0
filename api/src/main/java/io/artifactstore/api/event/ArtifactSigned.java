package io.artifactstore.api.event;

import java.time.Instant;

/**
 * A signature over an artifact was stored. Fired after the durable commit.
 *
 * @param sha256 the artifact's digest, lower-case hexadecimal
 * @param algorithm for example {@code ecdsa-p256-sha256}
 */
public record ArtifactSigned(
        String bucket, String key, String sha256, String algorithm, Instant at) {}
