package io.artifactstore.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.RequestEnded;
import org.junit.jupiter.api.Test;

class AccessLogTest {

    @Test
    void lineShouldHoldTheFiguresAndNothingThatForgesAnother() {
        RequestEnded ended =
                new RequestEnded(
                        "0123456789ABCDEF",
                        Surface.S3,
                        "PUT\nFORGED user=x",
                        "PutObject",
                        "b\r\nFORGED",
                        false,
                        200,
                        10,
                        20,
                        1,
                        3_500_000,
                        "agent",
                        "root",
                        "");
        assertThat(AccessLog.line(ended))
                .isEqualTo(
                        "access requestId=0123456789ABCDEF method=PUT?FORGED?user?x endpoint=PutObject"
                                + " bucket=- status=200 received=10 sent=20 ms=3"
                                + " user=root");
    }
}
