package io.artifactstore.api.store;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What the client says the body's digests are. All are checked before anything becomes visible.
 *
 * @param md5 of Content-MD5, lower-case hexadecimal, or null ({@code BadDigest} if it does not
 *     match)
 * @param signedSha256 lower-case hexadecimal, or null ({@code XAmzContentSHA256Mismatch} if it does
 *     not match)
 * @param algorithm the additional checksum to compute and keep, or null
 * @param checksum its value in Base64 if it came in a header, or null
 * @param trailers where it comes in a trailer: the trailers by lower-case name, asked for after the
 *     end of the body
 */
public record ExpectedDigests(
        String md5,
        String signedSha256,
        ChecksumAlgorithm algorithm,
        String checksum,
        Supplier<Map<String, String>> trailers) {

    public static final ExpectedDigests NONE = new ExpectedDigests(null, null, null, null, Map::of);
}
