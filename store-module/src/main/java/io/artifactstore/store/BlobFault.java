package io.artifactstore.store;

import io.artifactstore.api.event.FaultOccurred.Type;
import java.io.IOException;

/** A blob operation that failed for a reason that is known. */
final class BlobFault extends IOException {

    private final Type type;

    BlobFault(Type type, String message, Throwable cause) {
        super(message, cause);
        this.type = type;
    }

    Type type() {
        return type;
    }
}
