package io.artifactstore.web.s3;

import io.artifactstore.api.operation.RunningArtifactOperation;
import io.artifactstore.web.http.Exchange;

/**
 * An authenticated request with all that its handler needs.
 *
 * @param artifact the running artifact operation, or null if the request is not about artifacts
 */
record S3Call(Exchange exchange, S3Request request, RunningArtifactOperation artifact) {

    /** The bucket exists: metrics may name it. */
    void bucketFound() {
        exchange.bucketFound();
        if (artifact != null) {
            artifact.bucketFound();
        }
    }
}
