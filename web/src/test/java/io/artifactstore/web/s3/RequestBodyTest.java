package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.store.ExpectedDigests;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.GivenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBodyTest {

    private static final String SHA256_OF_HELLO =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @Test
    void bodyShouldBeReadWhole() {
        assertThat(RequestBody.read(post().body("hello").verified(), 5))
                .asString()
                .isEqualTo("hello");
        assertThat(RequestBody.read(post().chunked("hello").verified(), 5))
                .asString()
                .isEqualTo("hello");
    }

    @Test
    void noBodyShouldBeAnEmptyOneThatNobodyChecked() {
        RequestBody.Checked none = RequestBody.readChecked(post().verified(), 5);
        assertThat(none.bytes()).isEmpty();
        assertThat(none.expected()).isSameAs(ExpectedDigests.NONE);
    }

    @Test
    void bodyShouldBeBoundedByItsAnnouncementAndByItsBytes() {
        Exchange announced = post().body("hello!").verified();
        S3Exception refused =
                assertRefused(
                        S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED,
                        () -> RequestBody.read(announced, 5));
        assertThat(refused.details()).containsEntry("MaxMessageLengthBytes", "5");
        assertThat(announced.hasUnreadBody()).isTrue();
        assertRefused(
                S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED,
                () -> RequestBody.read(post().chunked("hello!").verified(), 5));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-content-sha256, " + SHA256_OF_HELLO,
        "content-md5, XUFAKrxLKna5cZ2REBfFkg==",
        "x-amz-checksum-crc32, NhCmhg==",
        "x-amz-checksum-crc32c, mnG7TA==",
        "x-amz-checksum-sha1, qvTGHdzF6KLavt4PO0gs2a6pQ00=",
        "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="
    })
    void rightDigestShouldPass(String header, String value) {
        assertThat(RequestBody.read(post().header(header, value).body("hello").verified(), 5))
                .asString()
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-content-sha256, " + SHA256_OF_HELLO + ", X_AMZ_CONTENT_SHA256_MISMATCH",
        "content-md5, XUFAKrxLKna5cZ2REBfFkg==, BAD_DIGEST",
        "x-amz-checksum-crc32, NhCmhg==, BAD_DIGEST",
        "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, BAD_DIGEST"
    })
    void digestOfOtherBytesShouldBeRefused(String header, String value, S3ErrorCode code) {
        Exchange exchange = post().header(header, value).body("hellO").verified();
        assertRefused(code, () -> RequestBody.read(exchange, 5));
    }

    @Test
    void trailerShouldBeChecked() {
        GivenRequest right =
                post().header("x-amz-trailer", "x-amz-checksum-crc32")
                        .header("x-test-trailer", "NhCmhg==");
        assertThat(RequestBody.read(right.body("hello").verified(), 5)).hasSize(5);
        GivenRequest wrong =
                post().header("x-amz-trailer", "x-amz-checksum-crc32")
                        .header("x-test-trailer", "AAAAAA==");
        assertRefused(
                S3ErrorCode.BAD_DIGEST, () -> RequestBody.read(wrong.body("hello").verified(), 5));
        GivenRequest missing = post().header("x-amz-trailer", "x-amz-checksum-crc32");
        assertRefused(
                S3ErrorCode.BAD_DIGEST,
                () -> RequestBody.read(missing.body("hello").verified(), 5));
    }

    @Test
    void brokenConnectionShouldBeTheClients() {
        assertThatExceptionOfType(ClientGoneException.class)
                .isThrownBy(() -> RequestBody.read(post().brokenBody(3).verified(), 5));
    }

    private static GivenRequest post() {
        return GivenRequest.of("POST", "/b?delete").as("alice");
    }
}
