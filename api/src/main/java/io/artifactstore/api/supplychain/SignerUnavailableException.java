package io.artifactstore.api.supplychain;

/** A signing key cannot be used now. The store is at fault, not the client. */
public final class SignerUnavailableException extends RuntimeException {

    public SignerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
