package io.artifactstore.api.event;

import io.artifactstore.api.artifact.SupplyChainOperation;
import java.util.Map;

/**
 * A supply-chain operation has ended.
 *
 * <p>For {@link SupplyChainOperation#VERIFY} the outcomes read: success = verified; rejected = does
 * not verify; failure = could not be decided.
 *
 * @param artifactId what it is about: {@code bucket/key} or a digest
 * @param kind the SBOM's format ({@code cyclonedx}, {@code spdx}, {@code other}) or the
 *     attestation's predicate type as the client gave it; an empty string for the others. Observers
 *     map it to a closed list before it becomes a label.
 * @param attributes further facts for spans and logs ({@code signature.algorithm}, {@code
 *     signature.size}, …)
 */
public record SupplyChainOperationEnded(
        long operationId,
        SupplyChainOperation operation,
        String artifactId,
        String kind,
        long durationNanos,
        Outcome outcome,
        Map<String, Object> attributes) {

    public SupplyChainOperationEnded {
        attributes = Map.copyOf(attributes);
    }
}
