package io.artifactstore.api.event;

/**
 * The client closed its connection before it had the answer. Nobody is left to be told, and nobody
 * is at fault.
 */
public final class ClientGoneException extends RuntimeException {

    public ClientGoneException(Throwable cause) {
        super("The client closed the connection", cause, false, false);
    }
}
