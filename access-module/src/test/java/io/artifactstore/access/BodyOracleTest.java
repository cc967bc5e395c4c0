package io.artifactstore.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.VerifiedBody;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Bodies as the AWS SDK frames them come out as they went in. */
class BodyOracleTest {

    @ParameterizedTest
    @CsvSource({
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD,             true,  false, 0",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD,             true,  false, 1",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD,             true,  false, 131072",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD,             true,  false, 400001",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,     true,  true,  0",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,     true,  true,  5",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,     true,  true,  400001",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER,             false, true,  0",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER,             false, true,  5",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER,             false, true,  400001",
    })
    void chunkedBodyShouldDecodeWhenTheSdkFramedIt(
            String mode, boolean signed, boolean checksum, int length) throws IOException {
        byte[] data = Chunks.data(length);
        Sdk.Signed sent =
                Sdk.request("PUT", "bucket/key")
                        .https()
                        .header("content-length", Integer.toString(length))
                        .body(data)
                        .options(
                                builder -> {
                                    builder.putProperty(
                                                    AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                                            .putProperty(
                                                    AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED,
                                                    signed);
                                    if (checksum) {
                                        builder.putProperty(
                                                AwsV4HttpSigner.CHECKSUM_ALGORITHM,
                                                DefaultChecksumAlgorithm.CRC32);
                                    }
                                })
                        .sign();
        assertThat(sent.request().header("x-amz-content-sha256")).isEqualTo(mode);

        // However the bytes arrive, and however they are asked for.
        int[] arrivals =
                length > 100_000
                        ? new int[] {8191, Integer.MAX_VALUE}
                        : new int[] {1, 7, 8192, Integer.MAX_VALUE};
        for (int arriving : arrivals) {
            for (int asked : new int[] {3, 4096, 65_536}) {
                VerifiedBody body =
                        Keys.verify(sent.request())
                                .body(trickle(sent.body(), arriving), sent.body().length);
                assertThat(body.decodedLength()).isEqualTo(length);
                assertThat(body.signedSha256()).isEmpty();
                assertThat(readAll(body.stream(), asked)).isEqualTo(data);
                if (checksum) {
                    assertThat(body.trailers())
                            .containsOnlyKeys("x-amz-checksum-crc32")
                            .containsEntry("x-amz-checksum-crc32", crc32(data));
                } else {
                    assertThat(body.trailers()).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "true, 70000", "false, 70000"})
    void plainBodyShouldPassAndTellItsSignedHash(boolean signed, int length) throws IOException {
        byte[] data = Chunks.data(length);
        Sdk.Signed sent =
                Sdk.request("PUT", "bucket/key")
                        .https()
                        .body(data)
                        .options(
                                builder ->
                                        builder.putProperty(
                                                AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signed))
                        .sign();

        VerifiedBody body = Keys.verify(sent.request()).body(sent.stream(), length);

        assertThat(body.decodedLength()).isEqualTo(length);
        assertThat(body.stream().readAllBytes()).isEqualTo(data);
        if (signed) {
            assertThat(body.signedSha256()).contains(Chunks.hex(Chunks.sha256(data)));
        } else {
            assertThat(body.signedSha256()).isEmpty();
        }
    }

    private static String crc32(byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        long value = crc.getValue();
        return Base64.getEncoder()
                .encodeToString(
                        new byte[] {
                            (byte) (value >> 24),
                            (byte) (value >> 16),
                            (byte) (value >> 8),
                            (byte) value
                        });
    }

    static InputStream trickle(byte[] bytes, int most) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, most));
            }
        };
    }

    private static byte[] readAll(InputStream in, int asked) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        byte[] buffer = new byte[asked];
        int count = in.read(buffer, 0, asked);
        while (count >= 0) {
            out.write(buffer, 0, count);
            count = in.read(buffer, 0, asked);
        }
        // The end stays the end.
        assertThat(in.read(buffer, 0, asked)).isEqualTo(-1);
        return out.toByteArray();
    }
}
