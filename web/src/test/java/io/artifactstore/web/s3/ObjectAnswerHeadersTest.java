package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.BucketsTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Principal;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.SentAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectAnswerHeadersTest {

    private final S3Api s3 = new S3Api().withBucket("bucket");

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void storedHeadersShouldComeBackAsTheyWere() {
        String cafe =
                new String("café".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        s3.send(
                put().header("Content-Type", "text/plain")
                        .header("Cache-Control", "max-age=60")
                        .header("Content-Encoding", "gzip")
                        .header("Content-Disposition", "attachment; filename=" + cafe)
                        .header("x-amz-meta-name", cafe)
                        .header("x-amz-checksum-crc32", "NhCmhg=="));
        SentAnswer answer = s3.send("GET", "/bucket/k");
        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/plain")
                .containsEntry("cache-control", "max-age=60")
                .containsEntry("content-encoding", "gzip")
                .containsEntry("content-disposition", "attachment; filename=" + cafe)
                .containsEntry("x-amz-meta-name", cafe)
                .containsEntry("ETag", "\"5d41402abc4b2a76b9719d911017c592\"")
                .containsEntry("Last-Modified", "Thu, 01 Jan 2026 10:00:00 GMT")
                .containsEntry("Accept-Ranges", "bytes")
                .containsEntry("Content-Length", "5")
                .doesNotContainKey("x-amz-checksum-crc32");
    }

    @Test
    void typeShouldHaveADefault() {
        s3.send(put());
        assertThat(s3.send("GET", "/bucket/k").header("Content-Type"))
                .isEqualTo("binary/octet-stream");
    }

    @Test
    void checksumShouldBeToldOnDemandAndOfTheWholeOnly() {
        s3.send(put().header("x-amz-checksum-crc32", "NhCmhg=="));
        SentAnswer whole = s3.send(get("").header("x-amz-checksum-mode", "enabled"));
        assertThat(whole.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
        assertThat(whole.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        SentAnswer part =
                s3.send(
                        get("").header("x-amz-checksum-mode", "ENABLED")
                                .header("Range", "bytes=0-1"));
        assertThat(part.header("x-amz-checksum-crc32")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "response-content-type, Content-Type",
        "response-content-language, Content-Language",
        "response-expires, Expires",
        "response-cache-control, Cache-Control",
        "response-content-disposition, Content-Disposition",
        "response-content-encoding, Content-Encoding"
    })
    void signedParameterShouldReplaceItsHeader(String parameter, String header) {
        s3.send(put().header("Content-Type", "text/plain"));
        assertThat(s3.send(get("?" + parameter + "=a%20b;c%3D%22d%22")).header(header))
                .isEqualTo("a b;c=\"d\"");
        assertThat(s3.send(get("?" + parameter + "=caf%C3%A9")).header(header)).isEqualTo("cafÃ©");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%0D%0ASet-Cookie:%20a", "%0A", "a%00b", "%1F"})
    void parameterShouldNotSplitTheAnswer(String value) {
        s3.send(put());
        SentAnswer answer = s3.send(get("?response-content-disposition=" + value));
        assertError(answer, 400, "InvalidArgument");
        assertThat(answer.header("Content-Disposition")).isNull();
        assertThat(answer.header("ETag")).isNull();
    }

    /** No handler lets anonymous clients read today; the headers must not depend on that. */
    @Test
    void anonymousClientShouldNotChooseHeaders() {
        SentAnswer answer = new SentAnswer();
        Exchange exchange =
                GivenRequest.of("GET", "/bucket/k?response-content-type=text/html")
                        .verified(answer);
        assertThat(exchange.verified().principal()).isEqualTo(Principal.ANONYMOUS);
        S3Call call = new S3Call(exchange, S3Request.of(exchange.request()), null);
        ObjectInfo object =
                new ObjectInfo(
                        "k",
                        1,
                        "e",
                        "",
                        null,
                        MemoryStore.NOW,
                        io.artifactstore.api.artifact.ArtifactType.OTHER,
                        "",
                        new ObjectHeaders("text/plain", Map.of(), Map.of()));
        Refusals.assertRefused(
                S3ErrorCode.INVALID_REQUEST,
                () -> ObjectAnswerHeaders.write(call, object, new ByteRange(0, 1, false)));
    }

    private static GivenRequest put() {
        return GivenRequest.of("PUT", "/bucket/k").as("alice").body("hello");
    }

    private static GivenRequest get(String query) {
        return GivenRequest.of("GET", "/bucket/k" + query).as("alice");
    }
}
