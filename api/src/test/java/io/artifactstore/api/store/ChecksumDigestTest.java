package io.artifactstore.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumDigestTest {

    /**
     * The check values of the CRC catalogue and of the SHA standards' examples, for {@code
     * 123456789}.
     */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void digestShouldBeTheCheckValue(ChecksumAlgorithm algorithm, String expected) {
        ChecksumDigest digest = ChecksumDigest.of(algorithm);
        byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);
        digest.update(text, 0, text.length);
        assertThat(HexFormat.of().formatHex(digest.bytes())).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void digestShouldNotDependOnHowTheBytesArrive(ChecksumAlgorithm algorithm) {
        byte[] bytes = new byte[10_007];
        new Random(7).nextBytes(bytes);
        ChecksumDigest whole = ChecksumDigest.of(algorithm);
        whole.update(bytes, 0, bytes.length);
        ChecksumDigest pieces = ChecksumDigest.of(algorithm);
        for (int at = 0; at < bytes.length; at += 13) {
            pieces.update(bytes, at, Math.min(13, bytes.length - at));
        }
        assertThat(pieces.base64()).isEqualTo(whole.base64());
    }
}
