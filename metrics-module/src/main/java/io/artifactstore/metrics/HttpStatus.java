package io.artifactstore.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * HTTP statuses as labels: an index for each registered one, so that counters stand in arrays.
 *
 * @see <a href="https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml">IANA
 *     registry</a>
 */
final class HttpStatus {

    /** The classes that {@code client_requests_total} tells apart. */
    static final List<String> CLASSES = List.of("2xx", "3xx", "4xx", "5xx");

    private static final int[] REGISTERED = {
        200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308,
        400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417,
        421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507,
        508, 510, 511
    };

    private static final byte[] INDEX = indexByCode();

    private HttpStatus() {}

    /** Indexes there are; the last one stands for all codes that are not registered. */
    static int count() {
        return REGISTERED.length + 1;
    }

    static int index(int status) {
        return status >= 0 && status < INDEX.length ? INDEX[status] : REGISTERED.length;
    }

    static String label(int index) {
        return index < REGISTERED.length ? Integer.toString(REGISTERED[index]) : "_OTHER";
    }

    /** An index into {@link #CLASSES}; what lies outside counts with the nearest class. */
    static int classIndex(int status) {
        return Math.max(0, Math.min(CLASSES.size() - 1, status / 100 - 2));
    }

    private static byte[] indexByCode() {
        byte[] index = new byte[REGISTERED[REGISTERED.length - 1] + 1];
        Arrays.fill(index, (byte) REGISTERED.length);
        for (int i = 0; i < REGISTERED.length; i++) {
            index[REGISTERED[i]] = (byte) i;
        }
        return index;
    }
}
