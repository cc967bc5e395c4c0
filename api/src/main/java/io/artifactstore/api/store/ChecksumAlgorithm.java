package io.artifactstore.api.store;

import java.util.Locale;
import java.util.Optional;

/**
 * The additional checksums of S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity</a>
 */
public enum ChecksumAlgorithm {
    CRC32(4),
    CRC32C(4),
    CRC64NVME(8),
    SHA1(20),
    SHA256(32);

    private final int bytes;
    private final String header = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);

    ChecksumAlgorithm(int bytes) {
        this.bytes = bytes;
    }

    /** Length of a value in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The header or trailer that carries it, lower case. */
    public String header() {
        return header;
    }

    public static Optional<ChecksumAlgorithm> ofHeader(String lowerCaseName) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.header.equals(lowerCaseName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
