package io.artifactstore.api.access;

import java.io.InputStream;

/** A request whose sender is known. Only the gate makes one. */
public interface VerifiedRequest {

    Principal principal();

    /** The request it was made from. */
    GateRequest request();

    /**
     * The request's body behind its checks. Call it at most once.
     *
     * @param raw the body as it comes from the connection
     * @param contentLength the Content-Length, or -1 for a chunked transfer
     * @throws io.artifactstore.api.error.S3Exception {@code MissingContentLength}, {@code
     *     InvalidArgument} where the headers contradict each other
     */
    VerifiedBody body(InputStream raw, long contentLength);
}
