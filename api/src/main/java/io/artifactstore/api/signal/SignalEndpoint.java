package io.artifactstore.api.signal;

import io.artifactstore.api.access.PolicyAction;
import java.util.List;
import java.util.Optional;

/**
 * A path on the API port that belongs to a signal module and not to S3: application health, the
 * metrics alias. Beans that implement it are found once, at start, by the web module; GET and HEAD
 * on these exact paths go to them.
 */
public interface SignalEndpoint {

    /**
     * The exact paths served, each starting with {@code /}; empty where a setting switches them
     * off.
     */
    List<String> paths();

    /** What a caller must be allowed to do; empty: anybody may. */
    Optional<PolicyAction> requires();

    /**
     * @param path one of {@link #paths()}
     * @param query the raw query, or an empty string
     */
    Answer get(String path, String query);

    /**
     * @param body UTF-8 text
     */
    record Answer(int status, String contentType, String body) {}
}
