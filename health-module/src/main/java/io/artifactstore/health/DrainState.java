package io.artifactstore.health;

/** Whether an operator keeps new traffic away. */
enum DrainState {
    OFF("The server takes new traffic"),
    ON("The server is draining"),
    /** Asking failed. It may be draining, so it takes no new traffic. */
    UNKNOWN("Whether the server is draining is not known");

    private final String message;

    DrainState(String message) {
        this.message = message;
    }

    String message() {
        return message;
    }
}
