package io.artifactstore.api.access;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A request's body behind the checks that its signature calls for. */
public interface VerifiedBody {

    /**
     * The decoded bytes ({@code aws-chunked} framing removed, chunk signatures and the trailer
     * signature checked while they are read). Reading throws {@link
     * io.artifactstore.api.error.S3Exception}: {@code IncompleteBody} for a body that ends early or
     * a decoded length that is not the announced one, {@code SignatureDoesNotMatch} for a chunk
     * that was not signed, {@code InvalidRequest} for broken framing. Only after {@code read}
     * returned -1 is the body whole.
     */
    InputStream stream();

    /** Length of the decoded body in bytes, or -1 if the client did not announce it. */
    long decodedLength();

    /**
     * The SHA-256 that the client signed for the whole body, lower-case hexadecimal; empty for
     * unsigned and chunked payloads. Whoever reads the stream compares it at the end, and refuses
     * with {@code XAmzContentSHA256Mismatch}.
     */
    Optional<String> signedSha256();

    /**
     * The trailing headers by lower-case name, complete once the stream has ended; empty before and
     * without any.
     */
    Map<String, String> trailers();
}
