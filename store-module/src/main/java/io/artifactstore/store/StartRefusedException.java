package io.artifactstore.store;

/** The store cannot be opened as it stands. The message is the one line an operator needs. */
final class StartRefusedException extends RuntimeException {

    StartRefusedException(String message) {
        super(message);
    }

    StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
