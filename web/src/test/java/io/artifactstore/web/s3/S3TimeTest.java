package io.artifactstore.web.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3TimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 'Thu, 01 Jan 2026 00:00:00 GMT'",
        "2026-02-02T01:02:03.999Z, 'Mon, 02 Feb 2026 01:02:03 GMT'",
        "2026-03-03T00:00:00Z, 'Tue, 03 Mar 2026 00:00:00 GMT'",
        "2026-04-04T00:00:00Z, 'Sat, 04 Apr 2026 00:00:00 GMT'",
        "2026-05-05T00:00:00Z, 'Tue, 05 May 2026 00:00:00 GMT'",
        "2026-06-06T00:00:00Z, 'Sat, 06 Jun 2026 00:00:00 GMT'",
        "2026-07-07T00:00:00Z, 'Tue, 07 Jul 2026 00:00:00 GMT'",
        "2026-08-08T00:00:00Z, 'Sat, 08 Aug 2026 00:00:00 GMT'",
        "2026-09-09T00:00:00Z, 'Wed, 09 Sep 2026 00:00:00 GMT'",
        "2026-10-10T00:00:00Z, 'Sat, 10 Oct 2026 00:00:00 GMT'",
        "2026-11-11T00:00:00Z, 'Wed, 11 Nov 2026 00:00:00 GMT'",
        "2026-12-31T23:59:59Z, 'Thu, 31 Dec 2026 23:59:59 GMT'",
        "2028-02-29T12:00:00Z, 'Tue, 29 Feb 2028 12:00:00 GMT'",
        "2026-08-09T12:00:00Z, 'Sun, 09 Aug 2026 12:00:00 GMT'",
        "2026-08-14T12:00:00Z, 'Fri, 14 Aug 2026 12:00:00 GMT'"
    })
    void httpDateShouldBeWrittenAndReadBack(String instant, String date) {
        Instant time = Instant.parse(instant);
        assertThat(S3Time.http(time)).isEqualTo(date);
        assertThat(S3Time.parseHttp(date)).contains(time.truncatedTo(ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-01T00:00:00Z",
                "Fri, 01 Jan 2026 00:00:00 GMT",
                "Thu, 32 Jan 2026 00:00:00 GMT",
                "Thu, 01 Jan 2026 25:00:00 GMT",
                "1767225600"
            })
    void whatIsNoDateShouldBeNone(String text) {
        assertThat(S3Time.parseHttp(text)).isEmpty();
    }

    @Test
    void isoTimeShouldHaveThreeDigitsOfMilliseconds() {
        assertThat(S3Time.iso(Instant.parse("2009-10-12T17:50:30Z")))
                .isEqualTo("2009-10-12T17:50:30.000Z");
        assertThat(S3Time.iso(Instant.parse("2026-01-02T03:04:05.006999999Z")))
                .isEqualTo("2026-01-02T03:04:05.006Z");
        assertThat(S3Time.iso(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    @Test
    void isoTimeShouldBeReadBackAsTheSameMillisecond() {
        Random random = new Random(20260104);
        for (int i = 0; i < 5_000; i++) {
            Instant time = Instant.ofEpochMilli(random.nextLong(0, 253_402_300_799_999L));
            assertThat(Instant.parse(S3Time.iso(time))).isEqualTo(time);
        }
    }
}
