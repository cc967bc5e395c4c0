package io.artifactstore.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the AWS SDK signs is accepted, and nothing that differs from it by one character. */
class SignatureOracleTest {

    private static final String ALPHABET =
            "abzAZ019-._~ /+%&=?#:;,@!$'()*[]{}|\\^`\"<>äß€日\u0001\u00e9";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket/key",
                "bucket",
                "bucket/",
                "bucket//double//slash",
                "bucket/a/../b/./c",
                "bucket/..",
                "bucket/a b+c",
                "bucket/100%25",
                "bucket/a%2Fb",
                "bucket/~tilde-_.",
                "bucket/grüße/日本語",
                "bucket/a;v=1/b&c=d",
                "bucket/question?mark#hash",
                "bucket/con",
                "bucket/trailing ",
                "bucket/C:\\x",
                "bucket/*'()!$"
            })
    void keyShouldBeAcceptedInHeaderAndQueryWhenTheSdkSignedIt(String key) {
        GateRequest header = Sdk.request("GET", key).sign().request();
        GateRequest query =
                Sdk.request("GET", key).presigned(Duration.ofMinutes(5)).sign().request();

        assertThat(Keys.verify(header).principal().method()).isEqualTo(AuthenticationMethod.SIGV4);
        assertThat(Keys.verify(query).principal().method())
                .isEqualTo(AuthenticationMethod.PRESIGNED);
    }

    @Test
    void queryShouldBeAcceptedWhenItHasDuplicatesAndEmptyValues() {
        GateRequest request =
                Sdk.request("GET", "bucket")
                        .query("uploads", "")
                        .query("prefix", "a/b c+d&e=f", "a", "a", "")
                        .query("Prefix", "~")
                        .query("prefix-", "1")
                        .sign()
                        .request();

        assertThat(Keys.verify(request).principal().userId()).isEqualTo("root");
        // The same without "=": a sub-resource signs as one with an empty value.
        GateRequest bare =
                Keys.withQuery(request, request.rawQuery().replace("uploads=", "uploads"));
        assertThat(Keys.verify(bare).principal().userId()).isEqualTo("root");
    }

    @Test
    void plusInQueryShouldMeanASpaceWhenSent() {
        GateRequest request = Sdk.request("GET", "bucket").query("prefix", "a b").sign().request();
        assertThat(request.rawQuery()).isEqualTo("prefix=a%20b");

        assertThat(Keys.verify(Keys.withQuery(request, "prefix=a+b")).principal().userId())
                .isEqualTo("root");
    }

    @Test
    void headerValuesShouldBeAcceptedWhenTheyHoldSpacesSeveralValuesOrUtf8() {
        GateRequest request =
                Sdk.request("PUT", "bucket/key")
                        .header("x-amz-meta-spaces", "  a   b\t c  ")
                        .header("x-amz-meta-list", "one", "two,  three")
                        .header("x-amz-meta-utf8", "café 日本")
                        .header("x-amz-meta-empty", "")
                        .header("content-type", "text/plain;  charset=utf-8")
                        .body(new byte[] {1, 2, 3})
                        .sign()
                        .request();

        assertThat(Keys.verify(request).principal().userId()).isEqualTo("root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-west-3", "home", "auto", "rack-1.example_2"})
    void regionShouldBeAcceptedWhateverItIs(String region) {
        assertThat(
                        Keys.verify(Sdk.request("GET", "b/k").region(region).sign().request())
                                .principal()
                                .userId())
                .isEqualTo("root");
    }

    @Test
    void generatedRequestsShouldBeAcceptedAndRefusedWhenChanged() {
        Random random = new Random(20_261_123);
        String[] methods = {"GET", "PUT", "HEAD", "DELETE", "POST"};
        for (int i = 0; i < 400; i++) {
            Sdk sdk = Sdk.request(methods[i % methods.length], "b/" + text(random, 24));
            int parameters = random.nextInt(4);
            for (int p = 0; p < parameters; p++) {
                List<String> values = new ArrayList<>();
                for (int v = random.nextInt(3); v >= 0; v--) {
                    values.add(text(random, 8));
                }
                sdk.query("p" + text(random, 4), values.toArray(new String[0]));
            }
            if (random.nextBoolean()) {
                sdk.header("x-amz-meta-" + i, "v" + i + "  w");
            }
            if (random.nextBoolean()) {
                sdk.presigned(Duration.ofSeconds(1 + random.nextInt(604_800)));
            }
            GateRequest request = sdk.sign().request();

            assertThat(Keys.verify(request).principal().userId())
                    .as("%s %s?%s", request.method(), request.rawPath(), request.rawQuery())
                    .isEqualTo("root");
            refused(Keys.withPath(request, request.rawPath() + "x"));
            refused(Keys.withQuery(request, request.rawQuery() + "&added=1"));
            refused(Keys.withMethod(request, request.method().equals("PUT") ? "GET" : "PUT"));
            refused(Keys.with(request, "host", "localhost:9081"));
        }
    }

    private static void refused(GateRequest request) {
        assertThatThrownBy(() -> Keys.verify(request))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH));
    }

    private static String text(Random random, int max) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(max); i >= 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
