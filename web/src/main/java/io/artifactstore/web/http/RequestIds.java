package io.artifactstore.web.http;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Request ids: 16 upper-case hexadecimal digits, unique in this process and not guessable across
 * restarts.
 */
final class RequestIds {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    // An odd multiplier makes the sequence a permutation of all 64-bit numbers: unique without
    // looking sequential.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long seed = new SecureRandom().nextLong();
    private final AtomicLong sequence = new AtomicLong();

    String next() {
        long id = sequence.incrementAndGet() * SPREAD + seed;
        char[] digits = new char[16];
        for (int i = 15; i >= 0; i--) {
            digits[i] = HEX[(int) (id & 0xF)];
            id >>>= 4;
        }
        return new String(digits);
    }
}
