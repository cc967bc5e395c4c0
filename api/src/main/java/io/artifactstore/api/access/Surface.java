package io.artifactstore.api.access;

/** Which of the store's surfaces a request came to. */
public enum Surface {
    /** The S3 API at the root. */
    S3,
    /** The management API at {@code /_api/v1}. */
    MANAGEMENT,
    /**
     * The application's own health and metrics paths: they are guarded, but no request figure
     * counts them.
     */
    SIGNALS
}
