package io.artifactstore.access;

import io.artifactstore.api.access.GateRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Signs with the AWS SDK for Java: the oracle that this module's own code is compared with. */
final class Sdk {

    private final String method;
    private final String path;
    private final Map<String, List<String>> query = new HashMap<>();
    private final Map<String, List<String>> headers = new HashMap<>();
    private Instant time = Keys.NOW;
    private String region = "us-east-1";
    private String accessKeyId = Keys.ID;
    private String secret = Keys.SECRET;
    private String scheme = "http";
    private byte[] body;
    private Duration expires;
    private Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more = builder -> {};

    private Sdk(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /**
     * @param key bucket and key as a user names them; encoded here
     */
    static Sdk request(String method, String key) {
        return new Sdk(method, "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key));
    }

    Sdk query(String name, String... values) {
        query.put(name, List.of(values));
        return this;
    }

    Sdk header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    Sdk at(Instant when) {
        time = when;
        return this;
    }

    Sdk region(String name) {
        region = name;
        return this;
    }

    Sdk credentials(String id, String secretKey) {
        accessKeyId = id;
        secret = secretKey;
        return this;
    }

    Sdk https() {
        scheme = "https";
        return this;
    }

    Sdk body(byte[] bytes) {
        body = bytes;
        return this;
    }

    Sdk presigned(Duration validity) {
        expires = validity;
        return this;
    }

    Sdk options(Consumer<SignRequest.Builder<AwsCredentialsIdentity>> settings) {
        more = settings;
        return this;
    }

    Signed sign() {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.fromValue(method))
                        .protocol(scheme)
                        .host("localhost")
                        .port(9080)
                        .encodedPath(path);
        query.forEach(request::putRawQueryParameter);
        headers.forEach(request::putHeader);
        SignedRequest signed =
                AwsV4HttpSigner.create()
                        .sign(
                                builder -> {
                                    builder.identity(
                                                    AwsCredentialsIdentity.create(
                                                            accessKeyId, secret))
                                            .request(request.build())
                                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                                            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                                            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                                            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                                            .putProperty(
                                                    HttpSigner.SIGNING_CLOCK,
                                                    Clock.fixed(time, ZoneOffset.UTC));
                                    if (body != null) {
                                        builder.payload(ContentStreamProvider.fromByteArray(body));
                                    }
                                    if (expires != null) {
                                        builder.putProperty(
                                                        AwsV4HttpSigner.AUTH_LOCATION,
                                                        AuthLocation.QUERY_STRING)
                                                .putProperty(
                                                        AwsV4HttpSigner.EXPIRATION_DURATION,
                                                        expires)
                                                // As the S3 presigner of the SDK does.
                                                .putProperty(
                                                        AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED,
                                                        false);
                                    }
                                    more.accept(builder);
                                });
        return new Signed(gateRequest(signed.request()), bytesOf(signed));
    }

    /** Header values as a server sees them: one char per byte. */
    private static GateRequest gateRequest(SdkHttpRequest request) {
        Map<String, List<String>> map = new HashMap<>();
        request.forEachHeader(
                (name, values) -> {
                    List<String> bytes = new ArrayList<>();
                    for (String value : values) {
                        bytes.add(
                                new String(
                                        value.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.ISO_8859_1));
                    }
                    map.put(name.toLowerCase(Locale.ROOT), bytes);
                });
        return Keys.request(
                request.method().name(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                map);
    }

    private static byte[] bytesOf(SignedRequest signed) {
        if (signed.payload().isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = signed.payload().get().newStream()) {
            return in.readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** What goes over the wire. */
    record Signed(GateRequest request, byte[] body) {

        InputStream stream() {
            return new ByteArrayInputStream(body);
        }
    }
}
