package io.artifactstore.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.access.AuthOperation;
import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.AuthenticationStatus;
import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.access.VerifiedRequest;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.AuthOperationEnded;
import io.artifactstore.api.event.AuthOperationStarted;
import io.artifactstore.api.event.AuthenticationAttempted;
import io.artifactstore.api.event.AuthorizationChecked;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate as the container builds it: one event per question, with facts and nothing else. */
class StoreGateTest {

    private static SeContainer container;
    private static Gate gate;
    private static Recorder recorder;

    @BeforeAll
    static void startContainer() {
        System.setProperty(AccessSettings.ROOT_ACCESS_KEY, Keys.ID);
        System.setProperty(AccessSettings.ROOT_SECRET_KEY, Keys.SECRET);
        container =
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(
                                EventBus.class,
                                Operations.class,
                                StoreGate.class,
                                RootKeys.class,
                                Recorder.class)
                        .initialize();
        gate = container.select(Gate.class).get();
        recorder = container.select(Recorder.class).get();
    }

    @AfterAll
    static void stopContainer() {
        container.close();
        System.clearProperty(AccessSettings.ROOT_ACCESS_KEY);
        System.clearProperty(AccessSettings.ROOT_SECRET_KEY);
    }

    @BeforeEach
    void forget() {
        recorder.events().clear();
    }

    @Test
    void verifiedRequestsShouldBeAnnouncedAsSuccesses() {
        VerifiedRequest signed = gate.authenticate(sdk().sign().request());
        announced(AuthenticationMethod.SIGV4, AuthenticationStatus.SUCCESS, "root", "");
        assertThat(signed.principal().userId()).isEqualTo("root");

        gate.authenticate(sdk().presigned(Duration.ofMinutes(1)).sign().request());
        announced(AuthenticationMethod.PRESIGNED, AuthenticationStatus.SUCCESS, "root", "");

        VerifiedRequest anonymous = gate.authenticate(get(""));
        announced(AuthenticationMethod.ANONYMOUS, AuthenticationStatus.SUCCESS, "", "");
        assertThat(anonymous.principal().isAnonymous()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "AWS4-HMAC-SHA256 x,     '',                                  SIGV4,        AuthorizationHeaderMalformed",
        "AWS id:signature,       '',                                  SIGV4,        InvalidRequest",
        "Basic dTpw,             '',                                  SIGV4,        AccessDenied",
        "Bearer abc,             '',                                  BEARER_TOKEN, AccessDenied",
        "'',                     X-Amz-Algorithm=AWS4-HMAC-SHA256,    PRESIGNED,    AuthorizationQueryParametersError",
        "'',                     AWSAccessKeyId=a&Signature=b,        PRESIGNED,    InvalidRequest",
        "AWS4-HMAC-SHA256 x,     X-Amz-Algorithm=AWS4-HMAC-SHA256,    PRESIGNED,    InvalidRequest",
        "'',                     prefix=%zz,                          ANONYMOUS,    InvalidURI",
        "Bearer abc,             prefix=%zz,                          BEARER_TOKEN, InvalidURI"
    })
    void refusedRequestsShouldBeAnnouncedAsFailures(
            String authorization, String query, AuthenticationMethod method, String code) {
        GateRequest request =
                authorization.isEmpty()
                        ? get(query)
                        : Keys.with(get(query), "authorization", authorization);

        assertThatThrownBy(() -> gate.authenticate(request)).isInstanceOf(S3Exception.class);

        announced(method, AuthenticationStatus.FAILURE, "", code);
    }

    @Test
    void wrongSecretShouldBeAnnouncedWithoutASecretOrASignature() {
        GateRequest request =
                sdk().credentials(Keys.ID, "not-the-secret-of-this-key").sign().request();

        assertThatThrownBy(() -> gate.authenticate(request)).isInstanceOf(S3Exception.class);

        String signature = request.header("authorization").split("Signature=")[1];
        assertThat(recorder.events().toString())
                .contains("SignatureDoesNotMatch")
                .doesNotContain(signature, "AWS4-HMAC", Keys.SECRET, Keys.ID);
        announced(
                AuthenticationMethod.SIGV4,
                AuthenticationStatus.FAILURE,
                "",
                "SignatureDoesNotMatch");
    }

    @Test
    void defectShouldBeAnnouncedAsAnErrorAndReachTheCaller() {
        StoreGate broken =
                new StoreGate(
                        container.select(Operations.class).get(),
                        container.select(EventBus.class).get(),
                        new Verifier(
                                id -> {
                                    throw new IllegalStateException("key store is away");
                                },
                                java.time.Clock.systemUTC()),
                        Policies.ROOT_ONLY);

        assertThatThrownBy(() -> broken.authenticate(sdk().sign().request()))
                .isInstanceOf(IllegalStateException.class);

        announced(AuthenticationMethod.SIGV4, AuthenticationStatus.ERROR, "", "InternalError");
    }

    @Test
    void undecidedRequestShouldBeAnnouncedOnceAsAnErrorAndNothingElse() {
        gate.refuseUndecided(
                Keys.with(get(""), "authorization", "Bearer abc"), S3ErrorCode.SLOW_DOWN);
        gate.refuseUndecided(get("X-Amz-Signature=a"), S3ErrorCode.SLOW_DOWN);
        gate.refuseUndecided(get("x=%zz"), S3ErrorCode.SERVICE_UNAVAILABLE);

        assertThat(recorder.events())
                .hasSize(3)
                .allSatisfy(
                        event ->
                                assertThat(event)
                                        .isInstanceOfSatisfying(
                                                AuthenticationAttempted.class,
                                                e ->
                                                        assertThat(e.status())
                                                                .isEqualTo(
                                                                        AuthenticationStatus
                                                                                .ERROR)));
        assertThat(recorder.events())
                .extracting(
                        e -> ((AuthenticationAttempted) e).method(),
                        e -> ((AuthenticationAttempted) e).errorCode())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                AuthenticationMethod.BEARER_TOKEN, "SlowDown"),
                        org.assertj.core.api.Assertions.tuple(
                                AuthenticationMethod.PRESIGNED, "SlowDown"),
                        org.assertj.core.api.Assertions.tuple(
                                AuthenticationMethod.ANONYMOUS, "ServiceUnavailable"));
    }

    @Test
    void rootShouldBeAllowedEverythingAndAnonymousNothing() {
        VerifiedRequest root = gate.authenticate(sdk().sign().request());
        VerifiedRequest nobody = gate.authenticate(get(""));
        for (PolicyAction action : PolicyAction.values()) {
            Permission permission = new Permission(action, "bucket", "key");
            assertThat(gate.allows(root, permission)).isTrue();
            assertThat(gate.allows(nobody, permission)).isFalse();
            gate.require(root, permission);
            assertThatThrownBy(() -> gate.require(nobody, permission))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED));
        }
        assertThat(recorder.of(AuthorizationChecked.class))
                .hasSize(4 * PolicyAction.values().length);
    }

    @Test
    void decisionShouldBeAnnouncedOnceWithTheVeryStringsAskedFor() {
        VerifiedRequest nobody = gate.authenticate(get(""));
        recorder.events().clear();

        gate.allows(nobody, new Permission(PolicyAction.GET_OBJECT, "b", "a/../b%2F"));

        assertThat(recorder.of(AuthorizationChecked.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.requestId()).isEqualTo("request-1");
                            assertThat(event.surface()).isEqualTo(Surface.S3);
                            assertThat(event.userId()).isEmpty();
                            assertThat(event.action()).isEqualTo(PolicyAction.GET_OBJECT);
                            assertThat(event.bucket()).isEqualTo("b");
                            assertThat(event.key()).isEqualTo("a/../b%2F");
                            assertThat(event.allowed()).isFalse();
                            assertThat(event.durationNanos()).isNotNegative();
                        });
        assertThat(recorder.of(AuthOperationEnded.class))
                .singleElement()
                .satisfies(
                        ended -> {
                            assertThat(ended.operation()).isEqualTo(AuthOperation.AUTHORIZE);
                            assertThat(ended.result()).isEqualTo("denied");
                            assertThat(ended.outcome().status()).isEqualTo("rejected");
                            assertThat(ended.attributes())
                                    .containsEntry("auth.action", "s3:GetObject");
                        });
    }

    /** Exactly one attempt, within exactly one operation, both telling the same. */
    private static void announced(
            AuthenticationMethod method, AuthenticationStatus status, String userId, String code) {
        assertThat(recorder.events()).hasSize(3);
        assertThat(recorder.events().get(0)).isInstanceOf(AuthOperationStarted.class);
        assertThat(recorder.of(AuthenticationAttempted.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.requestId()).isEqualTo("request-1");
                            assertThat(event.method()).isEqualTo(method);
                            assertThat(event.status()).isEqualTo(status);
                            assertThat(event.userId()).isEqualTo(userId);
                            assertThat(event.errorCode()).isEqualTo(code);
                            assertThat(event.sourceAddress()).isEqualTo("192.0.2.7");
                            assertThat(event.durationNanos()).isNotNegative();
                        });
        assertThat(recorder.of(AuthOperationEnded.class))
                .singleElement()
                .satisfies(
                        ended -> {
                            assertThat(ended.operation()).isEqualTo(AuthOperation.AUTHENTICATE);
                            assertThat(ended.userId()).isEqualTo(userId);
                            assertThat(ended.result()).isEqualTo(status.label());
                            assertThat(ended.outcome().errorCode()).isEqualTo(code);
                            assertThat(ended.attributes())
                                    .containsEntry("auth.method", method.label());
                        });
        recorder.events().clear();
    }

    private static Sdk sdk() {
        return Sdk.request("GET", "bucket/key").at(Instant.now());
    }

    private static GateRequest get(String query) {
        return Keys.request("GET", "/bucket/key", query, "host", "localhost:9080");
    }

    /** Keeps what was announced. */
    @ApplicationScoped
    public static class Recorder {

        private final List<Object> events = new ArrayList<>();

        public List<Object> events() {
            return events;
        }

        public <T> List<T> of(Class<T> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        void attempted(@Observes AuthenticationAttempted event) {
            events.add(event);
        }

        void checked(@Observes AuthorizationChecked event) {
            events.add(event);
        }

        void started(@Observes AuthOperationStarted event) {
            events.add(event);
        }

        void ended(@Observes AuthOperationEnded event) {
            events.add(event);
        }
    }
}
