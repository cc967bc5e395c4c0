package io.artifactstore.api.event;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.AuthenticationStatus;
import io.artifactstore.api.access.Surface;

/**
 * The gate has looked at who a request is from. There is exactly one per request to the S3 and the
 * management API.
 *
 * @param userId the verified user; an empty string unless {@code status} is success and the user is
 *     not anonymous
 * @param errorCode the S3 error code of a refusal, else an empty string
 * @param sourceAddress the address of the peer
 */
public record AuthenticationAttempted(
        String requestId,
        Surface surface,
        AuthenticationMethod method,
        AuthenticationStatus status,
        String userId,
        String errorCode,
        String sourceAddress,
        long durationNanos) {}
