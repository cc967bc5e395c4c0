package io.artifactstore.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * CRC-64/NVME, eight bytes at a time.
 *
 * @see <a
 *     href="https://nvmexpress.org/wp-content/uploads/NVM-Express-NVM-Command-Set-Specification-1.0d-2023.12.28-Ratified.pdf">NVM
 *     Command Set Specification, 64b CRC</a>
 */
final class Crc64Nvme {

    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L; // reflected
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[][] TABLES = tables();

    private long crc = ~0L;

    void update(byte[] bytes, int offset, int length) {
        long[] t0 = TABLES[0];
        long[] t1 = TABLES[1];
        long[] t2 = TABLES[2];
        long[] t3 = TABLES[3];
        long[] t4 = TABLES[4];
        long[] t5 = TABLES[5];
        long[] t6 = TABLES[6];
        long[] t7 = TABLES[7];
        long c = crc;
        int at = offset;
        int end = offset + length;
        for (; end - at >= 8; at += 8) {
            c ^= (long) LITTLE_ENDIAN.get(bytes, at);
            c =
                    t7[(int) c & 0xff]
                            ^ t6[(int) (c >>> 8) & 0xff]
                            ^ t5[(int) (c >>> 16) & 0xff]
                            ^ t4[(int) (c >>> 24) & 0xff]
                            ^ t3[(int) (c >>> 32) & 0xff]
                            ^ t2[(int) (c >>> 40) & 0xff]
                            ^ t1[(int) (c >>> 48) & 0xff]
                            ^ t0[(int) (c >>> 56)];
        }
        for (; at < end; at++) {
            c = t0[(int) (c ^ bytes[at]) & 0xff] ^ (c >>> 8);
        }
        crc = c;
    }

    long value() {
        return ~crc;
    }

    // TABLES[k][b]: the remainder of byte b followed by k zero bytes.
    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int b = 0; b < 256; b++) {
            long c = b;
            for (int bit = 0; bit < 8; bit++) {
                c = (c & 1) == 0 ? c >>> 1 : (c >>> 1) ^ POLYNOMIAL;
            }
            tables[0][b] = c;
        }
        for (int k = 1; k < 8; k++) {
            for (int b = 0; b < 256; b++) {
                long c = tables[k - 1][b];
                tables[k][b] = tables[0][(int) c & 0xff] ^ (c >>> 8);
            }
        }
        return tables;
    }
}
