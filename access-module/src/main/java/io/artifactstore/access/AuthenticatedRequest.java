package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.Principal;
import io.artifactstore.api.access.VerifiedBody;
import io.artifactstore.api.access.VerifiedRequest;
import java.io.InputStream;

/** A request whose sender is known, made by {@link Verifier} only. */
final class AuthenticatedRequest implements VerifiedRequest {

    private final Principal principal;
    private final GateRequest request;
    private final Payload payload;
    private final ChunkSignatures signatures;
    private boolean bodyTaken;

    /**
     * @param signatures the chain for a body of signed chunks, else null
     */
    AuthenticatedRequest(
            Principal principal, GateRequest request, Payload payload, ChunkSignatures signatures) {
        this.principal = principal;
        this.request = request;
        this.payload = payload;
        this.signatures = signatures;
    }

    @Override
    public Principal principal() {
        return principal;
    }

    @Override
    public GateRequest request() {
        return request;
    }

    @Override
    public VerifiedBody body(InputStream raw, long contentLength) {
        if (bodyTaken) {
            throw new IllegalStateException("The body of a request can be taken only once.");
        }
        bodyTaken = true;
        return Body.of(request, payload, signatures, raw, contentLength);
    }

    @Override
    public String toString() {
        return "AuthenticatedRequest[" + request.requestId() + " " + principal + "]";
    }
}
