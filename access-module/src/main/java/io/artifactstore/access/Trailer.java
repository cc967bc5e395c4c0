package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ChecksumAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The trailing header that a request announces with {@code x-amz-trailer}. There is at most one,
 * and it is a checksum this store knows: one it could not check would look like a guarantee.
 */
final class Trailer {

    private final String announced;
    private String value;

    private Trailer(String announced) {
        this.announced = announced;
    }

    /**
     * @throws S3Exception {@code InvalidRequest} for an announcement that cannot be honoured, or a
     *     checksum that is in a header as well
     */
    static Trailer announcedBy(GateRequest request) {
        List<String> values = request.headers().get("x-amz-trailer");
        if (values == null || values.isEmpty()) {
            return new Trailer(null);
        }
        String name = values.get(0).strip().toLowerCase(Locale.ROOT);
        if (values.size() > 1 || ChecksumAlgorithm.ofHeader(name).isEmpty()) {
            throw invalid(
                    "x-amz-trailer must name exactly one of the supported x-amz-checksum- headers.");
        }
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            if (request.headers().containsKey(algorithm.header())) {
                throw invalid(
                        "Expecting a single x-amz-checksum- header: send the checksum in a header or in a"
                                + " trailer, not in both.");
            }
        }
        return new Trailer(name);
    }

    boolean isAnnounced() {
        return announced != null;
    }

    void accept(String name, String text) {
        if (!name.equals(announced)) {
            throw invalid("The body has a trailing header that x-amz-trailer does not announce.");
        }
        if (value != null) {
            throw invalid("The body has a trailing header more than once.");
        }
        value = text;
    }

    void requireComplete() {
        if (announced != null && value == null) {
            throw invalid(
                    "The trailing header announced in x-amz-trailer is missing: " + announced);
        }
    }

    /** The SHA-256 that the trailer signature covers. */
    byte[] sha256() {
        String canonical = value == null ? "" : announced + ':' + value + '\n';
        return Hmac.sha256().digest(canonical.getBytes(StandardCharsets.ISO_8859_1));
    }

    Map<String, String> values() {
        return value == null ? Map.of() : Map.of(announced, value);
    }

    static S3Exception invalid(String why) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, why);
    }
}
