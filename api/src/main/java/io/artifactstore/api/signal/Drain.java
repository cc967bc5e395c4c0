package io.artifactstore.api.signal;

import java.io.IOException;

/**
 * Whether an operator wants this server to receive no new traffic. Ready is 503 while draining;
 * requests still work.
 */
public interface Drain {

    boolean isDraining();

    /** Begins to drain: from now on {@link #isDraining()} is true, in a restarted process too. */
    void begin() throws IOException;

    /** Ends it. */
    void end() throws IOException;
}
