package io.artifactstore.web.s3;

import static io.artifactstore.web.s3.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 10, 0, 1",
        "bytes=0-9, 10, 0, 10",
        "bytes=0-, 10, 0, 10",
        "bytes=3-5, 10, 3, 3",
        "bytes=9-, 10, 9, 1",
        "bytes=9-9, 10, 9, 1",
        "bytes=5-100, 10, 5, 5",
        "bytes=-3, 10, 7, 3",
        "bytes=-10, 10, 0, 10",
        "bytes=-11, 10, 0, 10",
        "bytes=0-99999999999999999999999, 10, 0, 10",
        "bytes=-99999999999999999999999, 10, 0, 10",
        "bytes=5000000000-5000000001, 6000000000, 5000000000, 2",
        "'bytes= 1-2 ', 10, 1, 2"
    })
    void readableRangeShouldBeAPart(String header, long size, long offset, long length) {
        assertThat(ByteRange.of(header, size)).isEqualTo(new ByteRange(offset, length, true));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5",
                "bytes=a-b",
                "bytes=1-b",
                "bytes=a-1",
                "bytes=5-3",
                "bytes=0-1,3-4",
                "items=0-1",
                "bytes =0-1",
                "bytes=1--2",
                "bytes=-1-2",
                "bytes=+1-2",
                "bytes=1 - 2",
                "bytes=\u0661-\u0662",
                "bytes=0x1-2",
                "bytes=1.0-2"
            })
    void whatIsNoSingleRangeShouldBeIgnored(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(0, 10, false));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=10-, 10",
        "bytes=10-11, 10",
        "bytes=99999999999999999999999-, 10",
        "bytes=99999999999999999999999-99999999999999999999999, 10",
        "bytes=-0, 10",
        "bytes=0-, 0",
        "bytes=0-0, 0",
        "bytes=-5, 0"
    })
    void rangeBehindTheEndShouldBeRefusedWithTheSize(String header, long size) {
        S3Exception refused =
                assertRefused(S3ErrorCode.INVALID_RANGE, () -> ByteRange.of(header, size));
        assertThat(refused.details()).containsEntry("ActualObjectSize", Long.toString(size));
    }

    /** Against the definition: a range is what it names and the object has. */
    @Test
    void everyRangeShouldHoldExactlyTheBytesItNames() {
        for (int size = 1; size <= 7; size++) {
            for (int first = 0; first <= 9; first++) {
                for (int last = first; last <= 9; last++) {
                    String header = "bytes=" + first + "-" + last;
                    if (first >= size) {
                        int all = size;
                        assertRefused(S3ErrorCode.INVALID_RANGE, () -> ByteRange.of(header, all));
                        continue;
                    }
                    int expected = 0;
                    for (int at = 0; at < size; at++) {
                        expected += at >= first && at <= last ? 1 : 0;
                    }
                    ByteRange range = ByteRange.of(header, size);
                    assertThat(range).isEqualTo(new ByteRange(first, expected, true));
                    assertThat(range.contentRange(size))
                            .isEqualTo(
                                    "bytes " + first + "-" + Math.min(last, size - 1) + "/" + size);
                }
            }
            for (int suffix = 1; suffix <= 9; suffix++) {
                ByteRange range = ByteRange.of("bytes=-" + suffix, size);
                assertThat(range.length()).isEqualTo(Math.min(suffix, size));
                assertThat(range.offset() + range.length()).isEqualTo(size);
            }
        }
    }
}
