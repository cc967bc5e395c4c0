package io.artifactstore.api.event;

import java.time.Instant;

/**
 * An attestation was attached to an artifact. Fired after the durable commit.
 *
 * @param sha256 the artifact's digest, lower-case hexadecimal
 * @param predicateType the in-toto predicate type URI as given
 */
public record AttestationAttached(
        String bucket, String key, String sha256, String predicateType, Instant at) {}
