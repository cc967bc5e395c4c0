package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.store.ChecksumAlgorithm;
import io.artifactstore.api.store.ExpectedDigests;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.WriteCondition;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectRequestHeadersTest {

    private static final String CRC32 = "NhCmhg==";

    @Test
    void headersShouldBeStoredAsTheyWereSent() {
        ObjectHeaders stored =
                ObjectRequestHeaders.stored(
                        put().header("Content-Type", "text/plain; charset=utf-8")
                                .header("Cache-Control", "max-age=60")
                                .header("Content-Disposition", "attachment; filename=\"a b\"")
                                .header("Content-Language", "de")
                                .header("Content-Encoding", "gzip")
                                .header("Expires", "soon")
                                .header("X-Amz-Meta-Name", "Value")
                                .header("x-amz-meta-twice", "a")
                                .header("X-Amz-Meta-Twice", "b")
                                .header("X-Other", "ignored")
                                .exchange());
        assertThat(stored.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(stored.standard())
                .isEqualTo(
                        Map.of(
                                "cache-control", "max-age=60",
                                "content-disposition", "attachment; filename=\"a b\"",
                                "content-language", "de",
                                "content-encoding", "gzip",
                                "expires", "soon"));
        assertThat(stored.user()).isEqualTo(Map.of("name", "Value", "twice", "a,b"));
    }

    @Test
    void nothingShouldBeStoredWhereNothingWasSent() {
        assertThat(ObjectRequestHeaders.stored(put().exchange())).isEqualTo(ObjectHeaders.NONE);
        assertThat(
                        ObjectRequestHeaders.stored(
                                put().header("Content-Type", "")
                                        .header("Content-Encoding", "")
                                        .exchange()))
                .isEqualTo(ObjectHeaders.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "aws-chunked, none",
                "AWS-Chunked, none",
                "'aws-chunked,gzip', gzip",
                "'gzip,aws-chunked', gzip",
                "'gzip, br , aws-chunked', 'gzip,br'",
                "'gzip, br', 'gzip, br'",
                "'aws-chunked,', none",
                "x-aws-chunked, x-aws-chunked"
            })
    void transferEncodingShouldNotBecomeTheObjects(String sent, String stored) {
        assertThat(encoding(put().header("Content-Encoding", sent))).isEqualTo(stored);
    }

    @Test
    void encodingShouldBeReadFromAllItsLines() {
        assertThat(
                        encoding(
                                put().header("Content-Encoding", "aws-chunked")
                                        .header("Content-Encoding", "gzip")))
                .isEqualTo("gzip");
        assertThat(
                        encoding(
                                put().header("Content-Encoding", "gzip")
                                        .header("Content-Encoding", "aws-chunked")))
                .isEqualTo("gzip");
    }

    @Test
    void valuesShouldBeTheTextTheClientWrote() {
        assertThat(user(wire("café 😀", true))).isEqualTo("café 😀");
        assertThat(user(wire("café", false))).isEqualTo("café");
        assertThat(user("plain")).isEqualTo("plain");
        assertThat(
                        ObjectRequestHeaders.stored(
                                        put().header("Content-Type", wire("text/é", true))
                                                .header("Cache-Control", wire("é", true))
                                                .exchange())
                                .standard())
                .containsEntry("cache-control", "é");
    }

    @Test
    void userMetadataShouldBeBounded() {
        // Two bytes for the name, the rest for the value.
        assertThat(user("x".repeat(2046))).hasSize(2046);
        assertRefused(S3ErrorCode.METADATA_TOO_LARGE, () -> user("x".repeat(2047)));
        assertRefused(S3ErrorCode.METADATA_TOO_LARGE, () -> user(wire("é".repeat(1024), true)));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-tagging, a=b",
        "x-amz-website-redirect-location, /x",
        "x-amz-write-offset-bytes, 1",
        "x-amz-object-lock-mode, GOVERNANCE",
        "x-amz-object-lock-retain-until-date, 2030",
        "x-amz-object-lock-legal-hold, ON",
        "x-amz-server-side-encryption, AES256",
        "x-amz-server-side-encryption-customer-key, x",
        "X-Amz-Storage-Class, GLACIER",
        "x-amz-checksum-sha512, AAAA",
        "x-amz-checksum-xxhash64, AAAA"
    })
    void whatIsNotImplementedShouldNotBeIgnored(String header, String value) {
        assertRefused(
                S3ErrorCode.NOT_IMPLEMENTED,
                () ->
                        ObjectRequestHeaders.refuseUnsupported(
                                put().header(header, value).exchange()));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, public-read",
        "x-amz-acl, authenticated-read",
        "x-amz-grant-read, id=1",
        "x-amz-grant-full-control, id=1"
    })
    void accessControlListShouldBeRefused(String header, String value) {
        assertRefused(
                S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED,
                () ->
                        ObjectRequestHeaders.refuseUnsupported(
                                put().header(header, value).exchange()));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, private",
        "x-amz-acl, bucket-owner-full-control",
        "x-amz-acl, bucket-owner-read",
        "x-amz-storage-class, STANDARD",
        "x-amz-checksum-crc32, NhCmhg==",
        "x-amz-checksum-crc64nvme, AAAAAAAAAAA=",
        "x-amz-checksum-algorithm, CRC32",
        "x-amz-checksum-mode, ENABLED",
        "x-amz-checksum-type, FULL_OBJECT",
        "x-amz-meta-tagging, x"
    })
    void whatChangesNothingShouldPass(String header, String value) {
        Exchange exchange = put().header(header, value).exchange();
        ObjectRequestHeaders.refuseUnsupported(exchange);
        assertThat(exchange.header(header)).isEqualTo(value);
    }

    @Test
    void conditionsShouldBeRead() {
        assertThat(ObjectRequestHeaders.condition(put().exchange())).isSameAs(WriteCondition.NONE);
        assertThat(condition("If-None-Match", " * ")).isEqualTo(new WriteCondition(null, true));
        assertThat(condition("If-Match", "\"abc\"")).isEqualTo(new WriteCondition("abc", false));
        assertThat(condition("If-Match", " abc ")).isEqualTo(new WriteCondition("abc", false));
    }

    @Test
    void weakTagShouldMatchNoObjectInAWrite() {
        assertThat(condition("If-Match", "W/\"abc\"").ifMatch()).isNotEqualTo("abc");
    }

    @Test
    void conditionsThatS3DoesNotKnowShouldBeRefused() {
        assertRefused(S3ErrorCode.NOT_IMPLEMENTED, () -> condition("If-None-Match", "\"abc\""));
        assertRefused(
                S3ErrorCode.INVALID_REQUEST,
                () ->
                        ObjectRequestHeaders.condition(
                                put().header("If-Match", "\"abc\"")
                                        .header("If-None-Match", "*")
                                        .exchange()));
    }

    @Test
    void digestsShouldBeReadFromTheirHeaders() {
        ExpectedDigests digests =
                digests(
                        put().header("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==")
                                .header("x-amz-content-sha256", "a".repeat(64))
                                .header("x-amz-checksum-crc32", " " + CRC32 + " ")
                                .header("x-amz-sdk-checksum-algorithm", "crc32"));
        assertThat(digests.md5()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(digests.signedSha256()).isEqualTo("a".repeat(64));
        assertThat(digests.algorithm()).isEqualTo(ChecksumAlgorithm.CRC32);
        assertThat(digests.checksum()).isEqualTo(CRC32);
    }

    @Test
    void digestsShouldBeNoneWhereNoneWereSent() {
        ExpectedDigests digests = digests(put());
        assertThat(digests.md5()).isNull();
        assertThat(digests.signedSha256()).isNull();
        assertThat(digests.algorithm()).isNull();
        assertThat(digests.checksum()).isNull();
    }

    @Test
    void trailerShouldBeAskedForAtTheEnd() {
        ExpectedDigests digests =
                digests(
                        put().header("x-amz-trailer", "x-amz-checksum-crc32")
                                .header("x-test-trailer", CRC32));
        assertThat(digests.algorithm()).isEqualTo(ChecksumAlgorithm.CRC32);
        assertThat(digests.checksum()).isNull();
        assertThat(digests.trailers().get()).containsEntry("x-amz-checksum-crc32", CRC32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA==", "", "nonsense!", "NhCmhgAA"})
    void malformedChecksumShouldBeRefused(String value) {
        assertRefused(
                S3ErrorCode.INVALID_REQUEST,
                () -> digests(put().header("x-amz-checksum-crc32", value)));
    }

    @Test
    void contradictionsShouldBeRefused() {
        assertRefused(
                S3ErrorCode.INVALID_REQUEST,
                () ->
                        digests(
                                put().header("x-amz-checksum-crc32", CRC32)
                                        .header("x-amz-checksum-crc32c", CRC32)));
        assertRefused(
                S3ErrorCode.INVALID_REQUEST,
                () ->
                        digests(
                                put().header("x-amz-checksum-crc32", CRC32)
                                        .header("x-amz-sdk-checksum-algorithm", "SHA256")));
        assertRefused(
                S3ErrorCode.INVALID_REQUEST,
                () -> digests(put().header("x-amz-sdk-checksum-algorithm", "CRC32")));
        assertRefused(
                S3ErrorCode.INVALID_REQUEST,
                () -> digests(put().header("x-amz-trailer", "x-amz-meta-a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "nonsense", "XUFAKrxLKna5cZ2REBfFkgAA"})
    void malformedContentMd5ShouldBeRefused(String value) {
        assertRefused(
                S3ErrorCode.INVALID_DIGEST, () -> digests(put().header("Content-MD5", value)));
    }

    private static GivenRequest put() {
        return GivenRequest.of("PUT", "/b/k");
    }

    private static String encoding(GivenRequest request) {
        return ObjectRequestHeaders.stored(request.exchange()).standard().get("content-encoding");
    }

    private static String user(String value) {
        return ObjectRequestHeaders.stored(put().header("x-amz-meta-ab", value).exchange())
                .user()
                .get("ab");
    }

    private static WriteCondition condition(String header, String value) {
        return ObjectRequestHeaders.condition(put().header(header, value).exchange());
    }

    private static ExpectedDigests digests(GivenRequest request) {
        Exchange exchange = request.body("hello").verified();
        return ObjectRequestHeaders.digests(exchange, RequestBody.open(exchange));
    }

    /** As the container hands a value on: one char per byte. */
    private static String wire(String text, boolean utf8) {
        return new String(
                text.getBytes(utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
                StandardCharsets.ISO_8859_1);
    }
}
