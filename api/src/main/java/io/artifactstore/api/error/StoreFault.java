package io.artifactstore.api.error;

import io.artifactstore.api.event.FaultOccurred;
import java.util.Objects;

/**
 * What is wrong in the store, as the cause of an {@link S3Exception} with a 5xx code: it tells
 * whoever counts and logs the failed request what to name. Never sent to a client.
 */
public final class StoreFault extends RuntimeException {

    private final FaultOccurred.Type type;
    private final FaultOccurred.Component component;

    /**
     * @param message for the log; no secret
     * @param cause may be null
     */
    public StoreFault(
            FaultOccurred.Type type,
            FaultOccurred.Component component,
            String message,
            Throwable cause) {
        // The S3Exception around it has the stack trace.
        super(message, cause, false, false);
        this.type = Objects.requireNonNull(type, "type");
        this.component = Objects.requireNonNull(component, "component");
    }

    public FaultOccurred.Type type() {
        return type;
    }

    public FaultOccurred.Component component() {
        return component;
    }
}
