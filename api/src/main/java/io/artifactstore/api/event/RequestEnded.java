package io.artifactstore.api.event;

import io.artifactstore.api.access.Surface;

/**
 * The answer to a request was sent, or could not be.
 *
 * @param method the HTTP method as sent: not bounded
 * @param endpoint the S3 operation's name or the management API's route template: from a closed
 *     list, never a path
 * @param bucket the bucket as the client named it, or an empty string
 * @param bucketFound whether that bucket exists; only then may its name become a metric label
 * @param status the HTTP status sent, 200 to 599
 * @param bytesReceived bytes of the body as read from the connection (encoded)
 * @param bytesSent bytes of the body handed to the connection
 * @param firstByteNanos from the request's first byte to the answer's; the duration where the
 *     answer has no body
 * @param durationNanos from the first byte of the request to the last byte of the answer
 * @param userAgent the User-Agent header, or an empty string
 * @param userId the verified user, or an empty string
 * @param fault the exception type of a fault of the store, or an empty string
 */
public record RequestEnded(
        String requestId,
        Surface surface,
        String method,
        String endpoint,
        String bucket,
        boolean bucketFound,
        int status,
        long bytesReceived,
        long bytesSent,
        long firstByteNanos,
        long durationNanos,
        String userAgent,
        String userId,
        String fault) {}
