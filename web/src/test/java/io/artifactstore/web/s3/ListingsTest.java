package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.BucketsTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.web.http.GivenRequest;
import io.artifactstore.web.http.Percent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingsTest {

    private final S3Api s3 = new S3Api().withBucket("bucket");

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void entryShouldTellAllAboutItsObject() {
        s3.send(
                GivenRequest.of("PUT", "/bucket/k")
                        .as("alice")
                        .header("x-amz-checksum-crc32", "NhCmhg==")
                        .body("hello"));
        s3.events().forget();
        s3.gate().asked.clear();
        Xml list = Xml.of(s3.send("GET", "/bucket?list-type=2&fetch-owner=true").body());
        assertThat(list.text("/ListBucketResult/Name")).isEqualTo("bucket");
        assertThat(list.text("//Contents/Key")).isEqualTo("k");
        assertThat(list.text("//Contents/Size")).isEqualTo("5");
        assertThat(list.text("//Contents/ETag")).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(list.text("//Contents/LastModified")).isEqualTo("2026-01-01T10:00:00.123Z");
        assertThat(list.text("//Contents/StorageClass")).isEqualTo("STANDARD");
        assertThat(list.text("//Contents/ChecksumAlgorithm")).isEqualTo("CRC32");
        assertThat(list.text("//Contents/ChecksumType")).isEqualTo("FULL_OBJECT");
        assertThat(list.text("//Contents/Owner/ID")).isEqualTo("alice");
        assertThat(list.text("//KeyCount")).isEqualTo("1");
        assertThat(list.text("//MaxKeys")).isEqualTo("1000");
        assertThat(list.text("//IsTruncated")).isEqualTo("false");
        assertThat(list.namespace()).isEqualTo("http://s3.amazonaws.com/doc/2006-03-01/");
        assertThat(s3.gate().asked)
                .containsExactly(new Permission(PolicyAction.LIST_BUCKET, "bucket", ""));
        assertThat(s3.events().one(ArtifactOperationEnded.class).operation())
                .isEqualTo(ArtifactOperation.LIST);
    }

    @Test
    void ownerShouldBeThereInVersionOneAndOnDemandInVersionTwo() {
        put("k");
        assertThat(list("").texts("//Owner")).hasSize(1);
        assertThat(list("list-type=2").texts("//Owner")).isEmpty();
        assertThat(list("list-type=2&fetch-owner=false").texts("//Owner")).isEmpty();
    }

    @Test
    void pagesOfVersionTwoShouldHoldEachKeyOnce() {
        put("a", "b", "c", "d", "e");
        List<String> seen = new ArrayList<>();
        String more = "";
        for (int page = 0; page < 3; page++) {
            Xml list = list("list-type=2&max-keys=2" + more);
            seen.addAll(list.texts("//Key"));
            assertThat(list.text("//IsTruncated")).isEqualTo(Boolean.toString(page < 2));
            if (page < 2) {
                String token = list.text("//NextContinuationToken");
                more = "&continuation-token=" + token;
                assertThat(list("list-type=2&max-keys=2" + more).text("//ContinuationToken"))
                        .isEqualTo(token);
            } else {
                assertThat(list.texts("//NextContinuationToken")).isEmpty();
            }
        }
        assertThat(seen).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void pagesOfVersionOneShouldHoldEachKeyOnce() {
        put("a", "b", "c");
        Xml first = list("max-keys=2");
        assertThat(first.texts("//Key")).containsExactly("a", "b");
        assertThat(first.text("//Marker")).isEmpty();
        assertThat(first.text("//NextMarker")).isEqualTo("b");
        Xml second = list("max-keys=2&marker=b");
        assertThat(second.texts("//Key")).containsExactly("c");
        assertThat(second.text("//Marker")).isEqualTo("b");
        assertThat(second.texts("//NextMarker")).isEmpty();
        assertThat(second.texts("//KeyCount")).isEmpty();
    }

    @Test
    void commonPrefixesShouldBeRolledUp() {
        put("a/1", "a/2", "b", "c/1");
        Xml list = list("list-type=2&delimiter=/");
        assertThat(list.texts("//Contents/Key")).containsExactly("b");
        assertThat(list.texts("//CommonPrefixes/Prefix")).containsExactly("a/", "c/");
        assertThat(list.text("//Delimiter")).isEqualTo("/");
        assertThat(list.text("//KeyCount")).isEqualTo("3");
        Xml below = list("list-type=2&delimiter=/&prefix=a/");
        assertThat(below.texts("//Contents/Key")).containsExactly("a/1", "a/2");
        assertThat(below.text("/ListBucketResult/Prefix")).isEqualTo("a/");
    }

    @Test
    void startAfterShouldCountUntilThereIsAToken() {
        put("a", "b", "c");
        Xml first = list("list-type=2&start-after=a&max-keys=1");
        assertThat(first.texts("//Key")).containsExactly("b");
        assertThat(first.text("//StartAfter")).isEqualTo("a");
        Xml second =
                list(
                        "list-type=2&start-after=a&continuation-token="
                                + first.text("//NextContinuationToken"));
        assertThat(second.texts("//Key")).containsExactly("c");
    }

    @Test
    void oddKeysShouldSurviveBothWaysOfListing() {
        String[] odd = {
            "a b+c", "a&b<c>", "\"'", "line\r\nbreak", "\ttab", "é😀", "a//../b", "%41", "]]>"
        };
        put(odd);
        assertThat(list("list-type=2").texts("//Key")).containsExactlyInAnyOrder(odd);
        Xml encoded = list("list-type=2&encoding-type=url&prefix=&start-after=%20");
        assertThat(encoded.text("//EncodingType")).isEqualTo("url");
        assertThat(encoded.text("//StartAfter")).isEqualTo("%20");
        assertThat(
                        list("encoding-type=url").texts("//Key").stream()
                                .map(key -> Percent.decode(key, false)))
                .containsExactlyInAnyOrder(odd);
    }

    @Test
    void controlCharactersShouldBeListedAsClientsAskForThem() {
        put("a\u0001b");
        assertThat(list("encoding-type=url").text("//Key")).isEqualTo("a%01b");
        assertThat(s3.send("GET", "/bucket").body()).contains("<Key>a&#x1;b</Key>");
    }

    @Test
    void nothingShouldBeListedWhereNothingIsAskedFor() {
        put("a");
        Xml list = list("list-type=2&max-keys=0");
        assertThat(list.texts("//Key")).isEmpty();
        assertThat(list.text("//MaxKeys")).isEqualTo("0");
        assertThat(list.text("//IsTruncated")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({
        "max-keys=-1, max-keys, -1",
        "max-keys=a, max-keys, a",
        "encoding-type=base64, encoding-type, base64"
    })
    void brokenArgumentShouldBeNamed(String query, String name, String value) {
        Xml error = assertError(s3.send("GET", "/bucket?" + query), 400, "InvalidArgument");
        assertThat(error.text("/Error/ArgumentName")).isEqualTo(name);
        assertThat(error.text("/Error/ArgumentValue")).isEqualTo(value);
    }

    @Test
    void errorShouldBeReadableWhateverWasSent() {
        Xml error =
                assertError(s3.send("GET", "/bucket?max-keys=%00%1F<&"), 400, "InvalidArgument");
        assertThat(error.text("/Error/ArgumentValue")).isEqualTo("\uFFFD\uFFFD<");
    }

    @Test
    void foreignTokenShouldBeRefused() {
        assertError(
                s3.send("GET", "/bucket?list-type=2&continuation-token=nonsense!"),
                400,
                "InvalidArgument");
    }

    private void put(String... keys) {
        for (String key : keys) {
            assertThat(s3.send("PUT", "/bucket/" + Percent.encode(key), "x").status())
                    .isEqualTo(200);
        }
    }

    private Xml list(String query) {
        return Xml.of(s3.send("GET", "/bucket?" + query).body());
    }
}
