package io.artifactstore.api.supplychain;

import java.time.Instant;
import java.util.Objects;

/**
 * What is known about one piece of evidence (a bundle, a DSSE envelope, an SBOM, a VEX document)
 * without reading it. Its bytes are kept exactly as they came: {@link EvidenceStore#open}.
 *
 * @param id unique in the store, and never used again
 * @param subject what it is about
 * @param artifactType the media type by which it was validated
 * @param predicateType the in-toto predicate type of an attestation as given, else an empty string
 * @param size bytes
 * @param sha256 the digest of the evidence's own bytes, lower-case hexadecimal
 * @param attachedBy the verified user
 */
public record Evidence(
        String id,
        SubjectRef subject,
        String artifactType,
        String predicateType,
        long size,
        String sha256,
        String attachedBy,
        Instant attachedAt) {

    public Evidence {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(artifactType, "artifactType");
        Objects.requireNonNull(predicateType, "predicateType");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(attachedBy, "attachedBy");
        Objects.requireNonNull(attachedAt, "attachedAt");
    }
}
