package io.artifactstore.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to tamper with a request, and the exact code it is refused with. */
class RefusedRequestTest {

    private static final String DATE = "20130524T000000Z";
    private static final GateRequest SIGNED =
            Sdk.request("PUT", "bucket/key")
                    .query("partNumber", "1")
                    .header("x-amz-meta-a", "b")
                    .body(new byte[] {1})
                    .sign()
                    .request();
    private static final GateRequest PRESIGNED =
            Sdk.request("PUT", "bucket/key")
                    .header("x-amz-meta-a", "b")
                    .presigned(Duration.ofMinutes(10))
                    .sign()
                    .request();

    static Stream<GateRequest> soundRequests() {
        return Stream.of(SIGNED, PRESIGNED);
    }

    @ParameterizedTest
    @MethodSource("soundRequests")
    void requestShouldBeRefusedWhenAnyPartOfItIsChanged(GateRequest sound) {
        assertThat(Keys.verify(sound).principal().userId()).isEqualTo("root");

        refused(Keys.withMethod(sound, "DELETE"), "SignatureDoesNotMatch");
        refused(Keys.withPath(sound, "/bucket/other"), "SignatureDoesNotMatch");
        refused(Keys.withPath(sound, "/bucket/./key"), "SignatureDoesNotMatch");
        refused(Keys.withPath(sound, "/bucket//key"), "SignatureDoesNotMatch");
        refused(Keys.withPath(sound, "/bucket%2Fkey%2F"), "SignatureDoesNotMatch");
        refused(Keys.withQuery(sound, sound.rawQuery() + "&versionId=1"), "SignatureDoesNotMatch");
        refused(
                Keys.withQuery(sound, sound.rawQuery() + "&response-content-type=text%2Fhtml"),
                "SignatureDoesNotMatch");
        refused(Keys.with(sound, "host", "evil.example"), "SignatureDoesNotMatch");
        refused(Keys.with(sound, "host", null), "SignatureDoesNotMatch");
        refused(Keys.with(sound, "x-amz-meta-a", "c"), "SignatureDoesNotMatch");
        refused(Keys.with(sound, "x-amz-meta-a", null), "SignatureDoesNotMatch");
        refused(Keys.with(sound, "x-amz-meta-a", "b\u20ac"), "InvalidRequest");
        refused(Keys.withPath(sound, "/bucket/%zz"), "InvalidURI");
        refused(Keys.withPath(sound, "/bucket/%4"), "InvalidURI");
    }

    @ParameterizedTest
    @MethodSource("soundRequests")
    void unsignedAmzHeaderShouldBeRefusedAndNamedWhenAdded(GateRequest sound) {
        S3Exception refusal =
                refused(
                        Keys.with(
                                Keys.with(sound, "x-amz-copy-source", "/other/secret"),
                                "x-amz-acl",
                                "public-read"),
                        "AccessDenied");
        assertThat(refusal)
                .hasMessage("There were headers present in the request which were not signed");
        assertThat(refusal.details().get("HeadersNotSigned").split(", "))
                .containsExactlyInAnyOrder("x-amz-copy-source", "x-amz-acl");
    }

    @Test
    void headersOfOthersShouldPassWhenUnsigned() {
        GateRequest request =
                Keys.with(Keys.with(SIGNED, "x-amzn-trace-id", "Root=1"), "x-forwarded-for", "::1");
        assertThat(Keys.verify(request).principal().userId()).isEqualTo("root");
    }

    static Stream<Integer> signaturePositions() {
        return IntStream.range(0, 64).boxed();
    }

    @ParameterizedTest
    @MethodSource("signaturePositions")
    void signatureShouldBeRefusedWhenOneDigitIsChanged(int position) {
        String authorization = SIGNED.header("authorization");
        int at = authorization.indexOf("Signature=") + "Signature=".length() + position;
        char changed = authorization.charAt(at) == '0' ? '1' : '0';
        refused(
                Keys.with(
                        SIGNED,
                        "authorization",
                        authorization.substring(0, at) + changed + authorization.substring(at + 1)),
                "SignatureDoesNotMatch");

        String query = PRESIGNED.rawQuery();
        at = query.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length() + position;
        changed = query.charAt(at) == '0' ? '1' : '0';
        refused(
                Keys.withQuery(
                        PRESIGNED, query.substring(0, at) + changed + query.substring(at + 1)),
                "SignatureDoesNotMatch");
    }

    @Test
    void mismatchShouldShowWhatWasSignedInItsDetailsOnly() {
        S3Exception refusal =
                refused(Keys.withPath(SIGNED, "/bucket/other"), "SignatureDoesNotMatch");

        assertThat(refusal.details())
                .containsOnlyKeys(
                        "AWSAccessKeyId", "StringToSign", "SignatureProvided", "CanonicalRequest")
                .containsEntry("AWSAccessKeyId", Keys.ID);
        assertThat(refusal.details().get("StringToSign"))
                .startsWith("AWS4-HMAC-SHA256\n" + DATE + "\n20130524/us-east-1/s3/aws4_request\n");
        assertThat(refusal.details().get("CanonicalRequest"))
                .startsWith("PUT\n/bucket/other\npartNumber=1\n")
                .contains("x-amz-meta-a:b\n");
        assertThat(refusal.toString()).doesNotContain("AWS4-HMAC-SHA256\n", "x-amz-meta-a");
    }

    @Test
    void unknownKeyAndWrongSecretShouldBeToldApart() {
        Sdk unknown = Sdk.request("GET", "b/k").credentials("AKIAUNKNOWN", Keys.SECRET);
        S3Exception refusal = refused(unknown.sign().request(), "InvalidAccessKeyId");
        assertThat(refusal.details()).containsOnlyKeys("AWSAccessKeyId");
        refused(unknown.presigned(Duration.ofMinutes(1)).sign().request(), "InvalidAccessKeyId");
        refused(
                Sdk.request("GET", "b/k")
                        .credentials(Keys.ID, "another-secret-of-good-length")
                        .sign()
                        .request(),
                "SignatureDoesNotMatch");
    }

    @Test
    void secretOfNobodyShouldNotOpenTheStoreWhenTheKeyIsUnknown() {
        refused(
                Sdk.request("GET", "b/k")
                        .credentials("AKIAUNKNOWN", "0123456789012345678901234567890123456789")
                        .sign()
                        .request(),
                "InvalidAccessKeyId");
    }

    @ParameterizedTest
    @CsvSource({
        "-901, RequestTimeTooSkewed",
        "901, RequestTimeTooSkewed",
        "-900, ''",
        "0, ''",
        "900, ''"
    })
    void headerShouldBeRefusedWhenSignedTooFarFromNow(int seconds, String code) {
        GateRequest request =
                Sdk.request("GET", "b/k")
                        .at(Instant.parse("2013-05-24T12:00:00Z").plusSeconds(seconds))
                        .sign()
                        .request();
        Instant now = Instant.parse("2013-05-24T12:00:00Z");
        if (code.isEmpty()) {
            assertThat(Keys.verifyAt(request, now).principal().userId()).isEqualTo("root");
        } else {
            S3Exception refusal =
                    catchThrowableOfType(S3Exception.class, () -> Keys.verifyAt(request, now));
            assertThat(refusal.code().code()).isEqualTo(code);
            assertThat(refusal.details())
                    .containsEntry("ServerTime", "2013-05-24T12:00:00Z")
                    .containsEntry("MaxAllowedSkewMilliseconds", "900000")
                    .containsKey("RequestTime");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-901, Request is not valid yet",
        "-900, ''",
        "0, ''",
        "1000, ''",
        "604800, ''",
        "604801, Request has expired"
    })
    void presignedShouldBeRefusedOutsideItsTime(int secondsAfter, String message) {
        GateRequest request =
                Sdk.request("GET", "b/k").presigned(Duration.ofDays(7)).sign().request();
        Instant now = Keys.NOW.plusSeconds(secondsAfter);
        if (message.isEmpty()) {
            assertThat(Keys.verifyAt(request, now).principal().userId()).isEqualTo("root");
        } else {
            S3Exception refusal =
                    catchThrowableOfType(S3Exception.class, () -> Keys.verifyAt(request, now));
            assertThat(refusal.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
            assertThat(refusal).hasMessage(message);
            assertThat(refusal.details()).containsKey("ServerTime");
        }
    }

    @Test
    void expiredRequestShouldSayWhenItExpired() {
        GateRequest request =
                Sdk.request("GET", "b/k").presigned(Duration.ofSeconds(60)).sign().request();
        S3Exception refusal =
                catchThrowableOfType(
                        S3Exception.class, () -> Keys.verifyAt(request, Keys.NOW.plusSeconds(61)));
        assertThat(refusal.details())
                .containsEntry("Expires", "2013-05-24T00:01:00Z")
                .containsEntry("ServerTime", "2013-05-24T00:01:01Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "604801", "1e9", "", "60.5", "4294967297", "99999999999999"})
    void presignedShouldBeRefusedWhenItsValidityIsNone(String expires) {
        refused(HandSigned.query(get(), DATE, expires), "AuthorizationQueryParametersError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "604800"})
    void presignedShouldBeAcceptedWhenItsValidityIsAtTheLimit(String expires) {
        assertThat(Keys.verify(HandSigned.query(get(), DATE, expires)).principal().method())
                .isEqualTo(AuthenticationMethod.PRESIGNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm",
                "X-Amz-Credential",
                "X-Amz-Signature",
                "X-Amz-Date",
                "X-Amz-SignedHeaders",
                "X-Amz-Expires"
            })
    void presignedShouldBeRefusedWhenAParameterIsMissingOrTwice(String name) {
        String query = PRESIGNED.rawQuery();
        int from = query.indexOf(name + "=");
        int end = query.indexOf('&', from);
        String pair = query.substring(from, end < 0 ? query.length() : end);
        refused(
                Keys.withQuery(PRESIGNED, query.replace(pair, "x=")),
                "AuthorizationQueryParametersError");
        refused(Keys.withQuery(PRESIGNED, query + "&" + pair), "AuthorizationQueryParametersError");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS4-HMAC-SHA256                   | AWS4-ECDSA-P256-SHA256",
                "AWS4-HMAC-SHA256                   | AWS4-HMAC-SHA512",
                "Credential=AKIAIOSFODNN7EXAMPLE/   | Credential=/",
                "Credential=                        | Cred=",
                "Credential=                        | X=1, Credential=",
                "Credential=AKIAIOSFODNN7EXAMPLE/   | Credential=",
                "/20130524/                         | /20130523/",
                "/20130524/                         | /2013-05-24/",
                "/20130524/                         | /2013052x/",
                "/us-east-1/                        | //",
                "/us-east-1/                        | /us east/",
                "/s3/                               | /sts/",
                "/s3/                               | /s3/s3/",
                "/aws4_request                      | /aws4_requests",
                "/aws4_request                      | /aws5_request",
                "/aws4_request                      | ",
                "SignedHeaders=host;                | SignedHeaders=",
                "SignedHeaders=host;                | SignedHeaders=host;host;",
                "SignedHeaders=host;                | SignedHeaders=host;;",
                "SignedHeaders=host;                | SignedHeaders=x;host;",
                "SignedHeaders=host;                | SignedHeaders=Host;",
                "SignedHeaders=                     | SignedHeaders=, SignedHeaders=",
                "Signature=                         | Sig=",
                "Signature=                         | Signature=0, Signature=",
            })
    void authorizationHeaderShouldBeRefusedWhenMalformed(String part, String instead) {
        String authorization = SIGNED.header("authorization");
        assertThat(authorization).contains(part);
        String changed = authorization.replace(part, instead == null ? "" : instead);
        S3Exception refusal =
                refused(
                        Keys.with(SIGNED, "authorization", changed),
                        "AuthorizationHeaderMalformed");
        assertThat(refusal.getMessage()).startsWith("The authorization header is malformed; ");
    }

    @Test
    void authorizationHeaderShouldBeRefusedWhenEmptyOrEndless() {
        String authorization = SIGNED.header("authorization");
        String unsigned = authorization.substring(0, authorization.indexOf("Signature="));
        refused(
                Keys.with(SIGNED, "authorization", unsigned + "Signature="),
                "AuthorizationHeaderMalformed");
        refused(
                Keys.with(SIGNED, "authorization", unsigned + "Signature=00"),
                "SignatureDoesNotMatch");
        refused(
                Keys.with(SIGNED, "authorization", "AWS4-HMAC-SHA256"),
                "AuthorizationHeaderMalformed");
        refused(
                Keys.with(SIGNED, "authorization", authorization + ","),
                "AuthorizationHeaderMalformed");
        refused(
                Keys.with(SIGNED, "authorization", authorization + "0".repeat(20_000)),
                "AuthorizationHeaderMalformed");
        refused(
                Keys.with(
                        SIGNED,
                        "authorization",
                        authorization.replace("SignedHeaders=host", "SignedHeaders=" + many())),
                "AuthorizationHeaderMalformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "20130524T000000", "20131324T000000Z", "20130524T250000Z", ""})
    void requestShouldBeRefusedWhenItsDateIsNone(String date) {
        refused(Keys.with(SIGNED, "x-amz-date", date), "AccessDenied");
    }

    @Test
    void dateHeaderShouldDoWhenThereIsNoAmzDate() {
        GateRequest request = Keys.with(get(), "x-amz-content-sha256", Hmac.EMPTY_SHA256);
        for (String date : List.of("Fri, 24 May 2013 00:00:00 GMT", DATE)) {
            GateRequest signed = HandSigned.header(Keys.with(request, "date", date), DATE);
            assertThat(Keys.verify(signed).principal().userId()).isEqualTo("root");
            refused(
                    Keys.with(signed, "date", "Fri, 24 May 2013 00:00:01 GMT"),
                    "SignatureDoesNotMatch");
        }
        refused(HandSigned.header(request, DATE), "AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "x-amz-date",
                "x-amz-content-sha256",
                "host",
                "x-amz-decoded-content-length"
            })
    void requestShouldBeRefusedWhenACriticalHeaderIsThereTwice(String name) {
        Map<String, List<String>> headers = new HashMap<>(SIGNED.headers());
        String value = headers.containsKey(name) ? SIGNED.header(name) : "1";
        headers.put(name, List.of(value, value));
        refused(
                Keys.request("PUT", SIGNED.rawPath(), SIGNED.rawQuery(), headers),
                "InvalidRequest");
    }

    @ParameterizedTest
    @CsvSource({
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, NotImplemented",
        "STREAMING-UNSIGNED-PAYLOAD, NotImplemented",
        "unsigned-payload, InvalidArgument",
        "'', InvalidArgument",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855, InvalidArgument",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85, InvalidArgument"
    })
    void payloadDeclarationShouldBeRefusedWhenUnknown(String value, String code) {
        GateRequest request =
                Keys.with(Keys.with(get(), "x-amz-date", DATE), "x-amz-content-sha256", value);
        refused(HandSigned.header(request), code);
        refused(
                HandSigned.query(Keys.with(get(), "x-amz-content-sha256", value), DATE, "60"),
                code);
    }

    @Test
    void payloadDeclarationShouldBeRequiredInAHeaderSignature() {
        S3Exception refusal =
                refused(Keys.with(SIGNED, "x-amz-content-sha256", null), "InvalidRequest");
        assertThat(refusal)
                .hasMessage("Missing required header for this request: x-amz-content-sha256");
    }

    @Test
    void presignedPayloadShouldBePinnedWhenItsHashIsSigned() {
        GateRequest pinned =
                HandSigned.query(
                        Keys.with(get(), "x-amz-content-sha256", Hmac.EMPTY_SHA256), DATE, "60");
        assertThat(
                        Keys.verify(pinned)
                                .body(java.io.InputStream.nullInputStream(), 0)
                                .signedSha256())
                .contains(Hmac.EMPTY_SHA256);
        refused(
                Keys.with(pinned, "x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
                "SignatureDoesNotMatch");
        refused(
                HandSigned.query(
                        Keys.withQuery(
                                Keys.with(get(), "x-amz-content-sha256", Hmac.EMPTY_SHA256),
                                "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD"),
                        DATE,
                        "60"),
                "InvalidRequest");
    }

    @Test
    void presignedPayloadShouldBeOpenWhenTheQuerySaysSo() {
        GateRequest request =
                HandSigned.query(
                        Keys.withQuery(get(), "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD"), DATE, "60");
        assertThat(Keys.verify(request).principal().userId()).isEqualTo("root");
    }

    @Test
    void sessionTokenShouldBeRefusedWhenTheKeyIsAPermanentOne() {
        GateRequest request =
                Keys.with(
                        Keys.with(
                                Keys.with(get(), "x-amz-date", DATE),
                                "x-amz-content-sha256",
                                Hmac.EMPTY_SHA256),
                        "x-amz-security-token",
                        "token");
        refused(HandSigned.header(request), "InvalidToken");
        refused(
                HandSigned.query(Keys.withQuery(get(), "X-Amz-Security-Token=token"), DATE, "60"),
                "InvalidToken");
    }

    @Test
    void presignedRequestShouldBeJudgedAloneWhenAForeignAuthorizationIsNextToIt() {
        for (String foreign : List.of("Bearer abc", "Basic dTpw", "Digest x")) {
            AuthenticatedRequest verified =
                    Keys.verify(Keys.with(PRESIGNED, "authorization", foreign));
            assertThat(verified.principal().method()).isEqualTo(AuthenticationMethod.PRESIGNED);
            assertThat(verified.principal().userId()).isEqualTo("root");
        }
        refused(
                Keys.with(Keys.withPath(PRESIGNED, "/bucket/other"), "authorization", "Bearer abc"),
                "SignatureDoesNotMatch");
    }

    @Test
    void requestShouldBeRefusedWhenItHasMoreThanOneAwsMechanism() {
        String old = "AWSAccessKeyId=x&Signature=y&Expires=1";
        refused(
                Keys.with(PRESIGNED, "authorization", SIGNED.header("authorization")),
                "InvalidRequest");
        refused(Keys.with(PRESIGNED, "authorization", "AWS id:sig"), "InvalidRequest");
        refused(Keys.withQuery(PRESIGNED, PRESIGNED.rawQuery() + "&" + old), "InvalidRequest");
        refused(Keys.withQuery(SIGNED, old), "InvalidRequest");
    }

    @Test
    void signatureVersion2ShouldBeRefusedWithWhatToDo() {
        for (GateRequest request :
                List.of(
                        Keys.withQuery(
                                get(), "AWSAccessKeyId=AKIA&Signature=c2ln&Expires=1369353600"),
                        Keys.with(get(), "authorization", "AWS AKIA:c2ln"))) {
            assertThat(refused(request, "InvalidRequest"))
                    .hasMessageContaining("Please use AWS4-HMAC-SHA256")
                    .hasMessageContaining("signature_version='s3v4'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer eyJhbGciOiJub25lIn0.e30.",
                "bearer x",
                "Basic dTpw",
                "Basic x",
                "",
                "x"
            })
    void otherSchemesShouldBeDenied(String authorization) {
        refused(Keys.with(get(), "authorization", authorization), "AccessDenied");
    }

    @Test
    void requestWithoutCredentialsShouldBeAnonymous() {
        AuthenticatedRequest verified = Keys.verify(Keys.withQuery(get(), "prefix=a&acl"));
        assertThat(verified.principal().isAnonymous()).isTrue();
        assertThat(verified.principal().userId()).isEmpty();
    }

    @Test
    void anonymousRequestShouldBeRefusedWhenItsChunksWouldNeedASignature() {
        refused(
                Keys.with(get(), "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
                "InvalidRequest");
    }

    @Test
    void signingKeyShouldBeKeptOnlyAfterItHasVerified() {
        SigningKeys keys = new SigningKeys();
        AccessKey key = Keys.find(Keys.ID);
        Scope scope = scope("r0");
        assertThat(keys.of(key, scope)).isEqualTo(keys.of(key, scope));
        assertThat(keys.size()).isZero();
        for (int i = 0; i < 3 * SigningKeys.CAPACITY; i++) {
            keys.verified(key, scope("r" + i), keys.of(key, scope("r" + i)));
            assertThat(keys.size()).isLessThanOrEqualTo(SigningKeys.CAPACITY);
        }
        AccessKey rotated = new AccessKey(key.id(), Secret.of("another-secret-key"), "root");
        Scope last = scope("r" + (3 * SigningKeys.CAPACITY - 1));
        assertThat(keys.of(rotated, last)).isNotEqualTo(keys.of(key, last));
    }

    private static Scope scope(String region) {
        try {
            return Scope.parse(Keys.ID + "/20130524/" + region + "/s3/aws4_request");
        } catch (MalformedClaim impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static GateRequest get() {
        return Keys.request("GET", "/bucket/key", "", "host", "localhost:9080");
    }

    private static String many() {
        StringBuilder names = new StringBuilder("host");
        for (int i = 1000; i < 1300; i++) {
            names.append(";i").append(i);
        }
        return names.toString();
    }

    private static S3Exception refused(GateRequest request, String code) {
        assertThatThrownBy(() -> Keys.verify(request)).isInstanceOf(S3Exception.class);
        S3Exception refusal = catchThrowableOfType(S3Exception.class, () -> Keys.verify(request));
        assertThat(refusal.code().code()).as(refusal.getMessage()).isEqualTo(code);
        return refusal;
    }
}
