package io.artifactstore.api.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A request that ends with an S3 error. It carries no stack trace for the client's mistakes (a
 * flood of bad requests must stay cheap) and a full one for the store's own faults.
 *
 * <p>{@link #details()} are further elements of the XML error body. They may hold what the client
 * signed, so they are kept out of {@link #getMessage()} and of {@link #toString()}: neither a log
 * nor a span ever sees them.
 */
public final class S3Exception extends RuntimeException {

    private final S3ErrorCode code;
    private final transient Map<String, String> details;

    public S3Exception(S3ErrorCode code) {
        this(code, code.message());
    }

    public S3Exception(S3ErrorCode code, String message) {
        this(code, message, null, Map.of());
    }

    public S3Exception(S3ErrorCode code, String message, Throwable cause) {
        this(code, message, cause, Map.of());
    }

    private S3Exception(
            S3ErrorCode code, String message, Throwable cause, Map<String, String> details) {
        super(message, cause, false, code.isStoreFault());
        this.code = Objects.requireNonNull(code, "code");
        this.details = details;
    }

    /** A copy with one more element in the error body, for example {@code BucketName}. */
    public S3Exception with(String element, String text) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(element, text);
        return new S3Exception(code, getMessage(), getCause(), Map.copyOf(more));
    }

    public S3ErrorCode code() {
        return code;
    }

    /** Further elements of the error body, in no particular order; never null. */
    public Map<String, String> details() {
        return details;
    }
}
