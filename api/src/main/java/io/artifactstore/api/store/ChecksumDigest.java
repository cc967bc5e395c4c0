package io.artifactstore.api.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Computes one of the additional checksums over a stream of bytes. Used by one thread. */
public abstract class ChecksumDigest {

    private ChecksumDigest() {}

    public static ChecksumDigest of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new OfChecksum(new CRC32(), 4);
            case CRC32C -> new OfChecksum(new CRC32C(), 4);
            case CRC64NVME -> new OfChecksum(new Crc64Nvme(), 8);
            case SHA1 -> new OfMessageDigest("SHA-1");
            case SHA256 -> new OfMessageDigest("SHA-256");
        };
    }

    public abstract void update(byte[] source, int offset, int length);

    /** The checksum of all bytes so far, big-endian; asked for once. */
    public abstract byte[] bytes();

    /** {@link #bytes()} in Base64, as S3 writes it. */
    public final String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    private static final class OfChecksum extends ChecksumDigest {
        private final Checksum checksum;
        private final int length;

        OfChecksum(Checksum checksum, int length) {
            this.checksum = checksum;
            this.length = length;
        }

        @Override
        public void update(byte[] source, int offset, int count) {
            checksum.update(source, offset, count);
        }

        @Override
        public byte[] bytes() {
            byte[] bytes = new byte[length];
            long value = checksum.getValue();
            for (int i = length - 1; i >= 0; i--) {
                bytes[i] = (byte) value;
                value >>>= 8;
            }
            return bytes;
        }
    }

    private static final class OfMessageDigest extends ChecksumDigest {
        private final MessageDigest digest;

        OfMessageDigest(String name) {
            try {
                digest = MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every JDK has " + name, impossible);
            }
        }

        @Override
        public void update(byte[] source, int offset, int count) {
            digest.update(source, offset, count);
        }

        @Override
        public byte[] bytes() {
            return digest.digest();
        }
    }
}
