package io.artifactstore.api.event;

import io.artifactstore.api.access.Surface;
import java.util.Map;

/**
 * A request has arrived. Exactly one {@link RequestEnded} with the same {@code requestId} follows,
 * on the same thread.
 *
 * @param requestId what the client gets as {@code x-amz-request-id}
 * @param method the HTTP method as sent: not bounded, so it is no metric label as it stands
 * @param scheme {@code http} or {@code https}
 * @param path the raw path, percent-encoded as sent
 * @param query the raw query with credentials, signatures and tokens taken out; an empty string
 *     without one
 * @param host the Host header, or an empty string
 * @param userAgent the User-Agent header, or an empty string
 * @param sourceAddress the address of the peer
 * @param propagation the headers {@code traceparent}, {@code tracestate} and {@code baggage}, where
 *     sent
 */
public record RequestStarted(
        String requestId,
        Surface surface,
        String method,
        String scheme,
        String path,
        String query,
        String host,
        String userAgent,
        String sourceAddress,
        Map<String, String> propagation) {

    public RequestStarted {
        propagation = Map.copyOf(propagation);
    }
}
