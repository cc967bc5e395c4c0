package io.artifactstore.access;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;

/**
 * Takes the {@code aws-chunked} framing off a body while it is read, and checks it. No chunk is
 * ever held as a whole, so that a chunk of 5 GiB costs no more memory than one of 8 KiB; therefore
 * the signature of a chunk is checked with its last byte, and only the end of the stream says that
 * the body is good.
 *
 * <p>Limits: a chunk header of {@value #MAX_CHUNK_LINE} bytes, a trailing line of {@value
 * #MAX_TRAILER_LINE} bytes, two trailing lines.
 */
final class AwsChunkedInputStream extends InputStream {

    static final int MAX_CHUNK_LINE = 256;
    static final int MAX_TRAILER_LINE = 1024;

    /** S3's own rule; it keeps the cost of a signature per byte in bounds. */
    static final int MIN_SIGNED_CHUNK = 8 * 1024;

    private static final int BUFFER = 8 * 1024;
    private static final int MAX_SIZE_DIGITS = 16;
    private static final String SIGNATURE_EXTENSION = ";chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final InputStream raw;
    private final long decodedLength;
    private final ChunkSignatures signatures;
    private final Trailer trailer;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long chunkRemaining;
    private long delivered;
    private String chunkSignature;
    private boolean afterChunk;
    private boolean afterSmallChunk;
    private boolean bareLineFeed;
    private boolean ended;
    private S3Exception broken;

    /**
     * @param decodedLength bytes the chunks must add up to
     * @param signatures the chain that the chunks must be signed with, or null if they are not
     * @param trailer what may follow the chunks, or null if the mode has no trailer
     */
    AwsChunkedInputStream(
            InputStream raw, long decodedLength, ChunkSignatures signatures, Trailer trailer) {
        this.raw = raw;
        this.decodedLength = decodedLength;
        this.signatures = signatures;
        this.trailer = trailer;
        this.digest = signatures == null ? null : Hmac.sha256();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (broken != null) {
            // A body that was refused stays refused: it must never look as if it had ended well.
            throw broken;
        }
        if (length == 0) {
            return 0;
        }
        try {
            return next(target, offset, length);
        } catch (S3Exception refusal) {
            broken = refusal;
            throw refusal;
        }
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    private int next(byte[] target, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        if (chunkRemaining == 0 && !beginChunk()) {
            finish();
            ended = true;
            return -1;
        }
        int count = take(target, offset, (int) Math.min(length, chunkRemaining));
        chunkRemaining -= count;
        delivered += count;
        if (signatures != null) {
            digest.update(target, offset, count);
            if (chunkRemaining == 0) {
                signatures.verifyChunk(digest.digest(), chunkSignature);
            }
        }
        return count;
    }

    /** Reads a chunk's header line; false for the final, empty one. */
    private boolean beginChunk() throws IOException {
        if (afterChunk) {
            expectLineEnd();
        }
        afterChunk = true;
        String line = readLine(MAX_CHUNK_LINE, false);
        long size = sizeOf(line);
        if (size == 0) {
            if (signatures != null) {
                signatures.verifyChunk(digest.digest(), chunkSignature);
            }
            return false;
        }
        if (afterSmallChunk) {
            throw Trailer.invalid(
                    "Signed chunks, except the last, must have at least "
                            + MIN_SIGNED_CHUNK
                            + " bytes.");
        }
        afterSmallChunk = signatures != null && size < MIN_SIGNED_CHUNK;
        if (size > decodedLength - delivered) {
            throw incomplete(
                    "The body has more bytes than x-amz-decoded-content-length announces.");
        }
        chunkRemaining = size;
        return true;
    }

    private long sizeOf(String line) {
        int digits = 0;
        long size = 0;
        while (digits < line.length() && digits <= MAX_SIZE_DIGITS) {
            int digit = UriEncoding.hexDigit(line.charAt(digits));
            if (digit < 0) {
                break;
            }
            size = size << 4 | digit;
            digits++;
        }
        if (digits == 0 || digits > MAX_SIZE_DIGITS || size < 0) {
            throw Trailer.invalid("A chunk size is not a hexadecimal number below 2^63.");
        }
        if (signatures == null) {
            if (digits != line.length()) {
                throw Trailer.invalid(
                        "The chunk header of an unsigned body must be its size alone.");
            }
        } else if (line.startsWith(SIGNATURE_EXTENSION, digits)) {
            chunkSignature = line.substring(digits + SIGNATURE_EXTENSION.length());
        } else {
            throw new S3Exception(
                    S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, "A chunk has no chunk-signature.");
        }
        return size;
    }

    private void finish() throws IOException {
        if (delivered != decodedLength) {
            throw incomplete(
                    "The body has fewer bytes than x-amz-decoded-content-length announces.");
        }
        if (trailer == null) {
            expectLineEnd();
        } else {
            readTrailer();
        }
        if (position < limit || raw.read(buffer, 0, 1) >= 0) {
            throw Trailer.invalid("The body goes on after its end.");
        }
    }

    private void readTrailer() throws IOException {
        boolean signed = false;
        String line = readLine(MAX_TRAILER_LINE, true);
        while (!line.isEmpty()) {
            // The MinIO client ends the checksum's line with LF CR LF, as an example in the
            // documentation of S3 does.
            if (bareLineFeed) {
                expectLineEnd();
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw Trailer.invalid("A trailing header is not of the form name:value.");
            }
            if (signed) {
                throw Trailer.invalid("A trailing header follows the trailer signature.");
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (signatures != null && name.equals(TRAILER_SIGNATURE)) {
                trailer.requireComplete();
                signatures.verifyTrailer(trailer.sha256(), value);
                signed = true;
            } else {
                trailer.accept(name, value);
            }
            line = readLine(MAX_TRAILER_LINE, true);
        }
        trailer.requireComplete();
        if (signatures != null && !signed) {
            throw new S3Exception(
                    S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                    "The trailing headers have no x-amz-trailer-signature.");
        }
    }

    /** Reads up to {@code length} bytes of the current chunk: at least one. */
    private int take(byte[] target, int offset, int length) throws IOException {
        if (position == limit) {
            if (length >= BUFFER) {
                int count = raw.read(target, offset, length);
                if (count < 0) {
                    throw endedEarly();
                }
                return count;
            }
            fill();
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    private void expectLineEnd() throws IOException {
        if (nextByte() != '\r' || nextByte() != '\n') {
            throw Trailer.invalid(
                    "A chunk is not followed by CR LF: its size does not fit its data.");
        }
    }

    private String readLine(int max, boolean lineFeedSuffices) throws IOException {
        StringBuilder line = new StringBuilder(96);
        while (true) {
            int next = nextByte();
            if (next == '\r') {
                if (nextByte() != '\n') {
                    throw Trailer.invalid("A line of the chunk framing has a CR without LF.");
                }
                bareLineFeed = false;
                return line.toString();
            }
            if (next == '\n') {
                if (!lineFeedSuffices || line.isEmpty()) {
                    throw Trailer.invalid("A line of the chunk framing ends without CR.");
                }
                bareLineFeed = true;
                return line.toString();
            }
            if (line.length() == max) {
                throw Trailer.invalid(
                        "A line of the chunk framing is longer than " + max + " bytes.");
            }
            line.append((char) next);
        }
    }

    private int nextByte() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    private void fill() throws IOException {
        position = 0;
        limit = 0;
        int count = raw.read(buffer, 0, BUFFER);
        if (count < 0) {
            throw endedEarly();
        }
        limit = count;
    }

    private static S3Exception endedEarly() {
        return incomplete("The body ended before its final chunk.");
    }

    private static S3Exception incomplete(String why) {
        return new S3Exception(S3ErrorCode.INCOMPLETE_BODY, why);
    }
}
