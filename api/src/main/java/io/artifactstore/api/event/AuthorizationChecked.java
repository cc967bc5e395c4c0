package io.artifactstore.api.event;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.access.Surface;

/**
 * One policy decision was made. A copy makes two, a DeleteObjects one per key.
 *
 * @param userId the verified user; an empty string for an anonymous one
 * @param action the policy action asked for; {@link PolicyAction#resource()} is the kind of
 *     resource
 * @param bucket the bucket as the client named it, or an empty string
 * @param key the key as the client named it, or an empty string
 */
public record AuthorizationChecked(
        String requestId,
        Surface surface,
        String userId,
        PolicyAction action,
        String bucket,
        String key,
        boolean allowed,
        long durationNanos) {}
