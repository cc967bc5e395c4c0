package io.artifactstore.api.artifact;

/** A member of a closed list that has a name in metrics, spans and logs. */
public interface Labelled {

    /** The name: lower case, {@code [a-z0-9_-]+}, never changed once published. */
    String label();
}
