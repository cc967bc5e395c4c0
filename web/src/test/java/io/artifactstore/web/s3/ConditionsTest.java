package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.GivenRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 13. The object was modified at 10:00:00.900. */
class ConditionsTest {

    private static final String ETAG = "0cc175b9c0f1b6a831c399e269772661";
    private static final String BEFORE = "Thu, 01 Jan 2026 09:59:59 GMT";
    private static final String SAME = "Thu, 01 Jan 2026 10:00:00 GMT";
    private static final String AFTER = "Thu, 01 Jan 2026 10:00:01 GMT";

    private static final ObjectInfo OBJECT =
            new ObjectInfo(
                    "k",
                    10,
                    ETAG,
                    "",
                    null,
                    Instant.parse("2026-01-01T10:00:00.900Z"),
                    ArtifactType.OTHER,
                    "alice",
                    ObjectHeaders.NONE);

    @Test
    void readWithoutConditionShouldGetTheObject() {
        assertThat(isNotModified(GivenRequest.of("GET", "/b/k"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"E\"",
                "E",
                "*",
                "\"x\", \"E\"",
                "\"x\",\"E\",\"y\"",
                " \"E\" ",
                "\"x\", *"
            })
    void ifMatchShouldHoldForThisEntityTag(String value) {
        assertThat(isNotModified(given("If-Match", value))).isFalse();
        assertThat(isNotModified(given("If-None-Match", value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"x\"", "x", "", "\"\"", "\"", "\"E", "\"*\"", "\"x\", \"y\"", "W/\"x\""})
    void ifMatchShouldFailForAnother(String value) {
        S3Exception failed =
                assertRefused(
                        S3ErrorCode.PRECONDITION_FAILED,
                        () -> isNotModified(given("If-Match", value)));
        assertThat(failed.details()).containsEntry("Condition", "If-Match");
        assertThat(isNotModified(given("If-None-Match", value))).isFalse();
    }

    @Test
    void weakTagShouldSaveADownloadButMeetNoPrecondition() {
        assertThat(isNotModified(given("If-None-Match", "W/\"E\""))).isTrue();
        assertRefused(
                S3ErrorCode.PRECONDITION_FAILED, () -> isNotModified(given("If-Match", "W/\"E\"")));
    }

    @Test
    void linesOfAListShouldBeReadTogether() {
        assertThat(
                        isNotModified(
                                given("If-None-Match", "\"x\"")
                                        .header("If-None-Match", "\"" + ETAG + "\"")))
                .isTrue();
        assertThat(isNotModified(given("If-Match", "\"x\"").header("If-Match", "\"" + ETAG + "\"")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'" + BEFORE + "', false, false",
        "'" + SAME + "', true, true",
        "'" + AFTER + "', true, true",
        "yesterday, false, true",
        "'', false, true",
        "2026-01-01T10:00:01Z, false, true"
    })
    void datesShouldBeComparedBySecondsAndIgnoredIfTheyAreNone(
            String date, boolean notModified, boolean unmodifiedHolds) {
        assertThat(isNotModified(given("If-Modified-Since", date))).isEqualTo(notModified);
        GivenRequest unmodified = given("If-Unmodified-Since", date);
        if (unmodifiedHolds) {
            assertThat(isNotModified(unmodified)).isFalse();
        } else {
            S3Exception failed =
                    assertRefused(S3ErrorCode.PRECONDITION_FAILED, () -> isNotModified(unmodified));
            assertThat(failed.details()).containsEntry("Condition", "If-Unmodified-Since");
        }
    }

    @Test
    void ifMatchShouldTakePrecedenceOverIfUnmodifiedSince() {
        assertThat(isNotModified(given("If-Match", "E").header("If-Unmodified-Since", BEFORE)))
                .isFalse();
        assertRefused(
                S3ErrorCode.PRECONDITION_FAILED,
                () -> isNotModified(given("If-Match", "x").header("If-Unmodified-Since", AFTER)));
    }

    @Test
    void ifNoneMatchShouldTakePrecedenceOverIfModifiedSince() {
        assertThat(isNotModified(given("If-None-Match", "E").header("If-Modified-Since", BEFORE)))
                .isTrue();
        assertThat(isNotModified(given("If-None-Match", "x").header("If-Modified-Since", AFTER)))
                .isFalse();
    }

    @Test
    void preconditionsShouldBeEvaluatedBeforeTheCache() {
        assertRefused(
                S3ErrorCode.PRECONDITION_FAILED,
                () -> isNotModified(given("If-Match", "x").header("If-None-Match", ETAG)));
        assertRefused(
                S3ErrorCode.PRECONDITION_FAILED,
                () ->
                        isNotModified(
                                given("If-Unmodified-Since", BEFORE)
                                        .header("If-None-Match", ETAG)));
        assertThat(isNotModified(given("If-Match", "E").header("If-None-Match", ETAG))).isTrue();
        assertThat(isNotModified(given("If-Match", "E").header("If-Modified-Since", AFTER)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"E\"', true",
        "E, true",
        "'\"x\"', false",
        "'W/\"E\"', false",
        "*, false",
        "'\"x\", \"E\"', false",
        "'" + SAME + "', true",
        "'" + BEFORE + "', false",
        "'" + AFTER + "', false",
        "nonsense, false"
    })
    void rangeShouldApplyToThisVeryObjectOnly(String ifRange, boolean applies) {
        assertThat(Conditions.rangeApplies(given("If-Range", ifRange).exchange(), OBJECT))
                .isEqualTo(applies);
    }

    @Test
    void rangeShouldApplyWithoutIfRange() {
        Exchange exchange = GivenRequest.of("GET", "/b/k").exchange();
        assertThat(Conditions.rangeApplies(exchange, OBJECT)).isTrue();
    }

    /** {@code E} stands for the object's entity tag. */
    private static GivenRequest given(String header, String value) {
        String tag = value.equals("E") ? ETAG : value.replace("\"E", "\"" + ETAG);
        return GivenRequest.of("GET", "/b/k").header(header, tag);
    }

    private static boolean isNotModified(GivenRequest request) {
        return Conditions.isNotModified(request.exchange(), OBJECT);
    }
}
