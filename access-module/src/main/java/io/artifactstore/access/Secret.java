package io.artifactstore.access;

import java.nio.charset.StandardCharsets;

/**
 * A secret access key. It has no accessor that gives the text back, except for the file it is kept
 * in, and no representation that shows it.
 */
final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    static Secret of(String text) {
        return new Secret(text);
    }

    /** What the first step of the key derivation takes as its key: {@code AWS4} and the secret. */
    byte[] derivationKey() {
        return ("AWS4" + text).getBytes(StandardCharsets.UTF_8);
    }

    /** The text, to be written to the credentials file and nowhere else. */
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
