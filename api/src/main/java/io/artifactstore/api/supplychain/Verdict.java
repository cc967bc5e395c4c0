package io.artifactstore.api.supplychain;

import java.util.List;
import java.util.Objects;

/**
 * The answer of a verification, with its reasons.
 *
 * @param checks one per requirement, in the policy's order
 */
public record Verdict(SubjectRef subject, List<Check> checks) {

    public Verdict {
        Objects.requireNonNull(subject, "subject");
        checks = List.copyOf(checks);
    }

    /**
     * Whether something was proved and nothing is missing: at least one requirement is met and none
     * is not. Without any requirement, or with all of them skipped, nothing is verified.
     */
    public boolean verified() {
        boolean proved = false;
        for (Check check : checks) {
            if (check instanceof Check.Failed) {
                return false;
            }
            proved |= check instanceof Check.Passed;
        }
        return proved;
    }
}
