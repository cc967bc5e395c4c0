package io.artifactstore.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.VerifiedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples that the documentation of Amazon S3 works through, with the signatures it prints.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authorization
 *     header</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query
 *     string</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Chunks</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Trailers</a>
 */
class PublishedExamplesTest {

    private static final String BUCKET_HOST = "examplebucket.s3.amazonaws.com";
    private static final String DATE = "20130524T000000Z";
    private static final String SCOPE = Keys.ID + "/20130524/us-east-1/s3/aws4_request";

    @Test
    void getObjectExampleShouldBeAccepted() {
        accepted(
                Keys.request(
                        "GET",
                        "/test.txt",
                        "",
                        "host",
                        BUCKET_HOST,
                        "range",
                        "bytes=0-9",
                        "x-amz-content-sha256",
                        Hmac.EMPTY_SHA256,
                        "x-amz-date",
                        DATE,
                        "authorization",
                        authorization(
                                "host;range;x-amz-content-sha256;x-amz-date",
                                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")));
    }

    @Test
    void putObjectExampleShouldBeAccepted() {
        accepted(
                Keys.request(
                        "PUT",
                        "/test%24file.text",
                        "",
                        "host",
                        BUCKET_HOST,
                        "date",
                        "Fri, 24 May 2013 00:00:00 GMT",
                        "x-amz-content-sha256",
                        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                        "x-amz-date",
                        DATE,
                        "x-amz-storage-class",
                        "REDUCED_REDUNDANCY",
                        "authorization",
                        authorization(
                                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")));
    }

    @Test
    void bucketExamplesShouldBeAccepted() {
        accepted(
                bucket(
                        "lifecycle",
                        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));
        accepted(
                bucket(
                        "prefix=J&max-keys=2",
                        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
    }

    @Test
    void presignedExampleShouldBeAccepted() {
        GateRequest request =
                Keys.request(
                        "GET",
                        "/test.txt",
                        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                                + SCOPE.replace("/", "%2F")
                                + "&X-Amz-Date="
                                + DATE
                                + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                        "host",
                        BUCKET_HOST);

        assertThat(Keys.verify(request).principal().method())
                .isEqualTo(AuthenticationMethod.PRESIGNED);
    }

    @Test
    void chunkedExampleShouldDecode() throws IOException {
        GateRequest request =
                Keys.request(
                        "PUT",
                        "/examplebucket/chunkObject.txt",
                        "",
                        "host",
                        "s3.amazonaws.com",
                        "content-encoding",
                        "aws-chunked",
                        "content-length",
                        "66824",
                        "x-amz-content-sha256",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "x-amz-date",
                        DATE,
                        "x-amz-decoded-content-length",
                        "66560",
                        "x-amz-storage-class",
                        "REDUCED_REDUNDANCY",
                        "authorization",
                        authorization(
                                "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                        + "x-amz-decoded-content-length;x-amz-storage-class",
                                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"));
        byte[] wire =
                wire(
                        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
                        "\r\n");
        assertThat(wire).hasSize(66_824);

        VerifiedBody body = Keys.verify(request).body(new ByteArrayInputStream(wire), wire.length);

        assertThat(body.decodedLength()).isEqualTo(66_560);
        assertThat(body.stream().readAllBytes()).isEqualTo(letters(66_560));
    }

    /** Both ends of the checksum's line: that of the SDKs, and that of the MinIO client. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n\r\n"})
    void trailerExampleShouldDecode(String lineEnd) throws IOException {
        GateRequest request =
                Keys.request(
                        "PUT",
                        "/examplebucket/chunkObject.txt",
                        "",
                        "host",
                        "s3.amazonaws.com",
                        "content-encoding",
                        "aws-chunked",
                        "x-amz-content-sha256",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                        "x-amz-date",
                        DATE,
                        "x-amz-decoded-content-length",
                        "66560",
                        "x-amz-storage-class",
                        "REDUCED_REDUNDANCY",
                        "x-amz-trailer",
                        "x-amz-checksum-crc32c",
                        "authorization",
                        authorization(
                                "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                                        + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"));
        byte[] wire =
                wire(
                        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
                        "x-amz-checksum-crc32c:sOO8/Q=="
                                + lineEnd
                                + "x-amz-trailer-signature:"
                                + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n");

        VerifiedBody body = Keys.verify(request).body(new ByteArrayInputStream(wire), wire.length);

        assertThat(body.trailers()).isEmpty();
        assertThat(body.stream().readAllBytes()).isEqualTo(letters(66_560));
        assertThat(body.trailers())
                .containsExactlyEntriesOf(java.util.Map.of("x-amz-checksum-crc32c", "sOO8/Q=="));
    }

    private static GateRequest bucket(String query, String signature) {
        return Keys.request(
                "GET",
                "/",
                query,
                "host",
                BUCKET_HOST,
                "x-amz-content-sha256",
                Hmac.EMPTY_SHA256,
                "x-amz-date",
                DATE,
                "authorization",
                authorization("host;x-amz-content-sha256;x-amz-date", signature));
    }

    private static void accepted(GateRequest request) {
        assertThat(Keys.verify(request).principal().userId()).isEqualTo("root");
    }

    private static String authorization(String headers, String signature) {
        return "AWS4-HMAC-SHA256 Credential="
                + SCOPE
                + ",SignedHeaders="
                + headers
                + ",Signature="
                + signature;
    }

    private static byte[] wire(String first, String second, String last, String end) {
        String text =
                "10000;chunk-signature="
                        + first
                        + "\r\n"
                        + "a".repeat(65_536)
                        + "\r\n400;chunk-signature="
                        + second
                        + "\r\n"
                        + "a".repeat(1024)
                        + "\r\n0;chunk-signature="
                        + last
                        + "\r\n"
                        + end;
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] letters(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 'a');
        return bytes;
    }
}
