package io.artifactstore.api.event;

import io.artifactstore.api.access.AuthOperation;
import java.util.Map;

/**
 * The gate has answered.
 *
 * @param userId the verified user, or an empty string
 * @param result {@code success}, {@code failure}, {@code error}, {@code allowed} or {@code denied};
 *     empty if it broke off
 * @param attributes further facts for spans ({@code auth.method}, {@code auth.action}, …)
 */
public record AuthOperationEnded(
        long operationId,
        AuthOperation operation,
        String userId,
        String result,
        long durationNanos,
        Outcome outcome,
        Map<String, Object> attributes) {

    public AuthOperationEnded {
        attributes = Map.copyOf(attributes);
    }
}
