package io.artifactstore.api.supplychain;

import java.util.Objects;

/**
 * What became of one requirement of a bucket's policy (signed by a trusted key, provenance of a
 * trusted builder, an SBOM is there, …). A check is about a requirement, not about a piece of
 * evidence.
 */
public sealed interface Check {

    /** The requirement's name in the policy. */
    String requirement();

    /**
     * Met.
     *
     * @param signer the id of the trusted signer whose evidence meets it
     * @param evidenceId which evidence
     */
    record Passed(String requirement, String signer, String evidenceId) implements Check {
        public Passed {
            Objects.requireNonNull(requirement, "requirement");
            Objects.requireNonNull(signer, "signer");
            Objects.requireNonNull(evidenceId, "evidenceId");
        }
    }

    /**
     * Not met.
     *
     * @param reason a stable code, {@code [a-z_]+}, for example {@code signer_not_trusted}
     */
    record Failed(String requirement, String reason) implements Check {
        public Failed {
            Objects.requireNonNull(requirement, "requirement");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Not looked at, because it does not apply. It proves nothing.
     *
     * @param reason a stable code, {@code [a-z_]+}
     */
    record Skipped(String requirement, String reason) implements Check {
        public Skipped {
            Objects.requireNonNull(requirement, "requirement");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
