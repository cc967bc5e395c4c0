package io.artifactstore.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.VerifiedBody;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is not whole, not framed soundly or not signed never looks as if it had ended. */
class BrokenBodyTest {

    private static final String CRC = "x-amz-checksum-crc32";
    private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String SIGNED_TRAILER = SIGNED + "-TRAILER";
    private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final byte[] DATA = Chunks.data(20_000);

    @Test
    void handFramedBodiesShouldDecodeWhenSound() throws IOException {
        assertThat(read(anonymous(5, CRC), "5\r\nhello\r\n0\r\n" + CRC + ":NhCmhg==\r\n\r\n"))
                .isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
        // The MinIO client ends the trailer's line in its own way.
        assertThat(read(anonymous(5, CRC), "5\r\nhello\r\n0\r\n" + CRC + ":NhCmhg==\n\r\n\r\n"))
                .isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(read(anonymous(5, null), "0005\r\nhello\r\n00\r\n\r\n")).hasSize(5);
        assertThat(read(anonymous(0, null), "0\r\n\r\n")).isEmpty();

        GateRequest request = signed(SIGNED_TRAILER, DATA.length, CRC);
        byte[] wire =
                Chunks.seededBy(request)
                        .chunk(Chunks.slice(DATA, 0, 8192))
                        .chunk(Chunks.slice(DATA, 8192, 16_384))
                        .chunk(Chunks.slice(DATA, 16_384, 20_000))
                        .last()
                        .trailer(CRC, "NhCmhg==")
                        .trailerSignature(CRC + ":NhCmhg==\n")
                        .end();
        VerifiedBody body = Keys.verify(request).body(new ByteArrayInputStream(wire), wire.length);
        assertThat(body.stream().readAllBytes()).isEqualTo(DATA);
        assertThat(body.trailers()).containsEntry(CRC, "NhCmhg==");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Not whole.
                "''                                        | IncompleteBody",
                "'5'                                       | IncompleteBody",
                "'5~'                                      | IncompleteBody",
                "'5~hel'                                   | IncompleteBody",
                "'5~hello'                                 | IncompleteBody",
                "'5~hello~'                                | IncompleteBody",
                "'5~hello~0'                               | IncompleteBody",
                "'5~hello~0~'                              | IncompleteBody",
                "'5~hello~0~x-amz-checksum-crc32:x~'       | IncompleteBody",
                // Not the announced length.
                "'4~hell~0~x-amz-checksum-crc32:x~~'       | IncompleteBody",
                "'6~hello!~0~x-amz-checksum-crc32:x~~'     | IncompleteBody",
                "'5~hello~1~!~0~x-amz-checksum-crc32:x~~'  | IncompleteBody",
                "'140000000~hello'                         | IncompleteBody",
                "'7fffffffffffffff~hello'                  | IncompleteBody",
                // Sizes that are none.
                "'-1~hello~0~~'                            | InvalidRequest",
                "'+5~hello~0~~'                            | InvalidRequest",
                "' 5~hello~0~~'                            | InvalidRequest",
                "'5 ~hello~0~~'                            | InvalidRequest",
                "'0x5~hello~0~~'                           | InvalidRequest",
                "'g~hello~0~~'                             | InvalidRequest",
                "'~hello~0~~'                              | InvalidRequest",
                "'ffffffffffffffff~hello~0~~'              | InvalidRequest",
                "'8000000000000000~hello~0~~'              | InvalidRequest",
                "'10000000000000005~hello~0~~'             | InvalidRequest",
                "'00000000000000005~hello~0~~'             | InvalidRequest",
                "'5;chunk-signature=00~hello~0~~'          | InvalidRequest",
                // Lines that are none.
                "'5\nhello~0~~'                            | InvalidRequest",
                "'5\rhello~0~~'                            | InvalidRequest",
                "'5~hello0~~'                              | InvalidRequest",
                "'3~hello~0~~'                             | InvalidRequest",
                // Trailers.
                "'5~hello~0~~'                             | InvalidRequest",
                "'5~hello~0~x-amz-checksum-sha1:x~~'       | InvalidRequest",
                "'5~hello~0~x-amz-meta-a:x~~'              | InvalidRequest",
                "'5~hello~0~x-amz-checksum-crc32:x~x-amz-meta-a:y~~'         | InvalidRequest",
                "'5~hello~0~x-amz-checksum-crc32:x~x-amz-checksum-crc32:x~~' | InvalidRequest",
                "'5~hello~0~x-amz-checksum-crc32~~'        | InvalidRequest",
                "'5~hello~0~:x~~'                          | InvalidRequest",
                "'5~hello~0~x-amz-checksum-crc32:x~x-amz-trailer-signature:y~~' | InvalidRequest",
                // And after the end.
                "'5~hello~0~x-amz-checksum-crc32:x~~more'  | InvalidRequest",
                "'5~hello~0~x-amz-checksum-crc32:x~~~'     | InvalidRequest",
            })
    void unsignedFramingShouldBeRefusedWhenBroken(String wire, String code) {
        refused(anonymous(5, CRC), wire.replace("~", "\r\n"), code);
    }

    @Test
    void framingLinesShouldBeRefusedWhenTooLong() {
        refused(anonymous(5, CRC), "5" + ";a=b".repeat(10_000), "InvalidRequest");
        refused(
                anonymous(5, CRC),
                "5\r\nhello\r\n0\r\n" + CRC + ":" + "x".repeat(2000) + "\r\n\r\n",
                "InvalidRequest");
    }

    @Test
    void signedBodyShouldBeRefusedWhenAByteIsChanged() {
        GateRequest request = signed(SIGNED, DATA.length, null);
        byte[] wire = soundWire(request);
        wire[100] ^= 1;
        refused(request, wire, "SignatureDoesNotMatch");

        byte[] lastChunk = soundWire(request);
        lastChunk[lastChunk.length - 120] ^= 1;
        refused(request, lastChunk, "SignatureDoesNotMatch");
    }

    @Test
    void signedBodyShouldBeRefusedWhenChunksAreSwappedLeftOutOrFromElsewhere() {
        GateRequest request = signed(SIGNED, DATA.length, null);
        byte[] first = Chunks.slice(DATA, 0, 10_000);
        byte[] second = Chunks.slice(DATA, 10_000, 20_000);
        byte[] one = Chunks.seededBy(request).chunk(first).bytes();
        byte[] both = Chunks.seededBy(request).chunk(first).chunk(second).bytes();
        byte[] all = Chunks.seededBy(request).chunk(first).chunk(second).last().end();
        byte[] secondOnly = Chunks.slice(both, one.length, both.length);
        byte[] end = Chunks.slice(all, both.length, all.length);

        refused(
                request,
                Chunks.unsigned().raw(secondOnly).raw(one).raw(end).bytes(),
                "SignatureDoesNotMatch");
        refused(request, Chunks.unsigned().raw(one).raw(end).bytes(), "SignatureDoesNotMatch");
        GateRequest other =
                Sdk.request("PUT", "bucket/other").header("x-amz-meta-a", "b").sign().request();
        refused(
                request,
                Chunks.seededBy(other).chunk(first).chunk(second).last().end(),
                "SignatureDoesNotMatch");
    }

    @Test
    void signedBodyShouldBeRefusedWhenAChunkIsNotSigned() {
        GateRequest request = signed(SIGNED, 5, null);
        refused(request, "5\r\nhello\r\n0\r\n\r\n", "SignatureDoesNotMatch");
        refused(request, "5;chunk-signature=\r\nhello\r\n0\r\n\r\n", "SignatureDoesNotMatch");
        refused(request, "5;chunk-size=5\r\nhello\r\n0\r\n\r\n", "SignatureDoesNotMatch");
        byte[] unsignedEnd =
                Chunks.seededBy(request)
                        .chunk("hello".getBytes(StandardCharsets.US_ASCII))
                        .raw("0\r\n\r\n")
                        .bytes();
        refused(request, unsignedEnd, "SignatureDoesNotMatch");
    }

    @Test
    void signedBodyShouldBeRefusedAtEveryPlaceWhereItCanBeCut() {
        GateRequest request = signed(SIGNED, 100, null);
        byte[] wire = Chunks.seededBy(request).chunk(Chunks.slice(DATA, 0, 100)).last().end();
        for (int length = 0; length < wire.length; length++) {
            refused(request, Chunks.slice(wire, 0, length), "IncompleteBody");
        }
    }

    @Test
    void signedBodyShouldBeRefusedWhenASmallChunkIsNotTheLast() {
        GateRequest request = signed(SIGNED, 8192 + 8191 + 1, null);
        byte[] wire =
                Chunks.seededBy(request)
                        .chunk(Chunks.slice(DATA, 0, 8192))
                        .chunk(Chunks.slice(DATA, 8192, 8192 + 8191))
                        .chunk(Chunks.slice(DATA, 0, 1))
                        .last()
                        .end();
        refused(request, wire, "InvalidRequest");
    }

    @Test
    void signedTrailerShouldBeRefusedWhenItsSignatureIsWrongMissingOrNotLast() {
        GateRequest request = signed(SIGNED_TRAILER, 5, CRC);
        byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
        refused(
                request,
                Chunks.seededBy(request)
                        .chunk(hello)
                        .last()
                        .trailer(CRC, "NhCmhg==")
                        .trailerSignature(CRC + ":AAAAAA==\n")
                        .end(),
                "SignatureDoesNotMatch");
        refused(
                request,
                Chunks.seededBy(request).chunk(hello).last().trailer(CRC, "NhCmhg==").end(),
                "SignatureDoesNotMatch");
        refused(
                request,
                Chunks.seededBy(request).chunk(hello).last().trailerSignature("").end(),
                "InvalidRequest");
        refused(
                request,
                Chunks.seededBy(request)
                        .chunk(hello)
                        .last()
                        .trailer(CRC, "NhCmhg==")
                        .trailerSignature(CRC + ":NhCmhg==\n")
                        .trailer(CRC, "AAAAAA==")
                        .end(),
                "InvalidRequest");
    }

    @Test
    void refusedBodyShouldStayRefusedWhenTheRestOfItIsSound() {
        byte[] wire = "zz\r\n\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        InputStream stream =
                Keys.verify(anonymous(0, null))
                        .body(new ByteArrayInputStream(wire), wire.length)
                        .stream();
        for (int i = 0; i < 3; i++) {
            refusedWith("InvalidRequest", stream::read);
        }
    }

    @Test
    void plainBodyShouldBeRefusedWhenItEndsBeforeItsLength() throws IOException {
        GateRequest request = Sdk.request("PUT", "bucket/key").body(DATA).sign().request();
        InputStream cut =
                Keys.verify(request)
                        .body(new ByteArrayInputStream(DATA, 0, DATA.length - 1), DATA.length)
                        .stream();
        assertThat(cut.readNBytes(DATA.length - 1)).hasSize(DATA.length - 1);
        refusedWith("IncompleteBody", cut::read);

        InputStream unknown =
                Keys.verify(request).body(new ByteArrayInputStream(DATA), -1).stream();
        assertThat(unknown.readAllBytes()).isEqualTo(DATA);
    }

    @Test
    void faultOfTheConnectionShouldReachTheCallerAsItIs() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                };
        GateRequest plain = Sdk.request("PUT", "bucket/key").sign().request();
        assertThatThrownBy(() -> Keys.verify(plain).body(broken, 5).stream().readAllBytes())
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThatThrownBy(
                        () ->
                                Keys.verify(anonymous(5, null)).body(broken, -1).stream()
                                        .readAllBytes())
                .isExactlyInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "", "0x10", "9999999999999999999", "٣"})
    void decodedLengthShouldBeRefusedWhenItIsNone(String length) {
        GateRequest request = Keys.with(anonymous(5, null), "x-amz-decoded-content-length", length);
        refused(request, "", "InvalidArgument");
    }

    @Test
    void bodyShouldBeRefusedWhenItsHeadersContradictEachOther() {
        refused(
                Keys.with(anonymous(5, CRC), "x-amz-decoded-content-length", null),
                "",
                "MissingContentLength");
        refused(Keys.with(anonymous(5, CRC), CRC, "NhCmhg=="), "", "InvalidRequest");
        refused(Keys.with(anonymous(5, CRC), "x-amz-checksum-sha1", "x"), "", "InvalidRequest");
        refused(anonymous(5, "x-amz-meta-a"), "", "InvalidRequest");
        refused(anonymous(5, CRC + ",x-amz-checksum-sha1"), "", "InvalidRequest");
        refused(anonymous(5, ""), "", "InvalidRequest");
        refused(signed(SIGNED, 5, CRC), "", "InvalidRequest");
        refused(signed(SIGNED_TRAILER, 5, null), "", "InvalidRequest");
        refused(signed("UNSIGNED-PAYLOAD", 5, CRC), "", "InvalidRequest");
    }

    @Test
    void bodyShouldBeTakenOnlyOnce() {
        AuthenticatedRequest verified = Keys.verify(anonymous(5, null));
        verified.body(InputStream.nullInputStream(), 0);
        assertThatThrownBy(() -> verified.body(InputStream.nullInputStream(), 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anonymousBodyShouldDecodeWhenBotocoreFramesItWithoutSayingSo() throws IOException {
        GateRequest request = Keys.with(anonymous(5, CRC), "x-amz-content-sha256", null);
        String wire = "5\r\nhello\r\n0\r\n" + CRC + ":NhCmhg==\r\n\r\n";
        assertThat(read(Keys.with(request, "content-encoding", "gzip, aws-chunked"), wire))
                .hasSize(5);
        assertThat(
                        read(
                                Keys.with(
                                        Keys.with(request, "content-encoding", null),
                                        "x-amz-trailer",
                                        null),
                                wire))
                .isEqualTo(wire.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] soundWire(GateRequest request) {
        return Chunks.seededBy(request)
                .chunk(Chunks.slice(DATA, 0, 10_000))
                .chunk(Chunks.slice(DATA, 10_000, 20_000))
                .last()
                .end();
    }

    private static GateRequest anonymous(long length, String trailer) {
        GateRequest request =
                Keys.request(
                        "PUT",
                        "/bucket/key",
                        "",
                        "host",
                        "localhost:9080",
                        "content-encoding",
                        "aws-chunked",
                        "x-amz-content-sha256",
                        UNSIGNED_TRAILER,
                        "x-amz-decoded-content-length",
                        Long.toString(length));
        return trailer == null ? request : Keys.with(request, "x-amz-trailer", trailer);
    }

    /** A request whose head is signed; the body is framed by hand. */
    private static GateRequest signed(String mode, long length, String trailer) {
        GateRequest request =
                Keys.request(
                        "PUT",
                        "/bucket/key",
                        "",
                        "host",
                        "localhost:9080",
                        "x-amz-content-sha256",
                        mode,
                        "x-amz-date",
                        "20130524T000000Z",
                        "x-amz-decoded-content-length",
                        Long.toString(length));
        return HandSigned.header(
                trailer == null ? request : Keys.with(request, "x-amz-trailer", trailer));
    }

    private static byte[] read(GateRequest request, String wire) throws IOException {
        byte[] bytes = wire.getBytes(StandardCharsets.ISO_8859_1);
        return Keys.verify(request).body(new ByteArrayInputStream(bytes), bytes.length).stream()
                .readAllBytes();
    }

    private static void refused(GateRequest request, String wire, String code) {
        refused(request, wire.getBytes(StandardCharsets.ISO_8859_1), code);
    }

    private static void refused(GateRequest request, byte[] wire, String code) {
        AuthenticatedRequest verified = Keys.verify(request);
        for (int arriving : new int[] {1, Integer.MAX_VALUE}) {
            AuthenticatedRequest again = Keys.verify(request);
            assertThat(again.principal()).isEqualTo(verified.principal());
            refusedWith(
                    code,
                    () ->
                            again.body(BodyOracleTest.trickle(wire, arriving), wire.length).stream()
                                    .readAllBytes());
        }
    }

    private static void refusedWith(
            String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).extracting(S3ErrorCode::code).isEqualTo(code));
    }
}
