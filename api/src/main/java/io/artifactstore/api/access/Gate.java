package io.artifactstore.api.access;

import io.artifactstore.api.error.S3ErrorCode;

/**
 * The one gate of the S3 API, the management API and the guarded signal paths. Nobody else reads
 * credentials, and no handler sees an unverified identity.
 *
 * <p>For each request exactly one of {@link #authenticate} and {@link #refuseUndecided} is called;
 * each fires exactly one {@link io.artifactstore.api.event.AuthenticationAttempted}. Deny by
 * default.
 */
public interface Gate {

    /**
     * Verifies who sent {@code request}. A request without credentials is an anonymous success.
     *
     * @throws io.artifactstore.api.error.S3Exception {@code InvalidAccessKeyId}, {@code
     *     SignatureDoesNotMatch}, {@code RequestTimeTooSkewed}, {@code
     *     AuthorizationHeaderMalformed}, {@code AccessDenied}, {@code InvalidRequest}
     */
    VerifiedRequest authenticate(GateRequest request);

    /**
     * The store turned the request away before it looked who sent it: announces an attempt that was
     * not decided.
     */
    void refuseUndecided(GateRequest request, S3ErrorCode why);

    /** Decides, and fires one {@link io.artifactstore.api.event.AuthorizationChecked}. */
    boolean allows(VerifiedRequest who, Permission permission);

    /**
     * As {@link #allows}, for callers that cannot go on without.
     *
     * @throws io.artifactstore.api.error.S3Exception {@code AccessDenied}
     */
    void require(VerifiedRequest who, Permission permission);
}
