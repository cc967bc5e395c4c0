package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.AuthenticationStatus;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.AuthenticationAttempted;
import io.artifactstore.api.event.AuthorizationChecked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessMetricsTest {

    private final RunningMetrics metrics = RunningMetrics.start();

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void authenticationShouldBeCountedByMethodAndStatus() {
        for (AuthenticationMethod method : AuthenticationMethod.values()) {
            for (AuthenticationStatus status : AuthenticationStatus.values()) {
                metrics.fire(attempt(Surface.S3, method, status));
            }
        }
        metrics.fire(
                attempt(
                        Surface.MANAGEMENT,
                        AuthenticationMethod.BEARER_TOKEN,
                        AuthenticationStatus.FAILURE));

        String name = "rbac_authentication_attempts_total";
        assertThat(metrics.value(name, "method", "sigv4", "status", "success")).isEqualTo(1);
        assertThat(metrics.value(name, "method", "presigned", "status", "failure")).isEqualTo(1);
        assertThat(metrics.value(name, "method", "bearer_token", "status", "failure")).isEqualTo(2);
        assertThat(metrics.value(name, "method", "web_identity", "status", "error")).isEqualTo(1);
        assertThat(metrics.value(name, "method", "anonymous", "status", "success")).isEqualTo(1);
        assertThat(metrics.sum(name)).isEqualTo(16);
    }

    @Test
    void authorizationShouldBeCountedByActionAndResult() {
        metrics.fire(check(Surface.S3, PolicyAction.PUT_OBJECT, true));
        metrics.fire(check(Surface.S3, PolicyAction.PUT_OBJECT, false));
        metrics.fire(check(Surface.S3, PolicyAction.PUT_OBJECT, false));
        metrics.fire(check(Surface.MANAGEMENT, PolicyAction.SIGN, false));

        String name = "rbac_authorization_checks_total";
        assertThat(
                        metrics.value(
                                name,
                                "resource",
                                "object",
                                "action",
                                "s3:PutObject",
                                "result",
                                "denied"))
                .isEqualTo(2);
        assertThat(metrics.value(name, "action", "s3:PutObject", "result", "allowed")).isEqualTo(1);
        assertThat(
                        metrics.value(
                                name,
                                "resource",
                                "supplychain",
                                "action",
                                "supplychain:Sign",
                                "result",
                                "denied"))
                .isEqualTo(1);
        assertThat(metrics.sum(name, "result", "denied")).isEqualTo(3);
    }

    @Test
    void nothingShouldMoveWhenASignalPathIsRead() {
        metrics.fire(
                attempt(Surface.SIGNALS, AuthenticationMethod.SIGV4, AuthenticationStatus.SUCCESS));
        metrics.fire(check(Surface.SIGNALS, PolicyAction.READ_METRICS, true));
        metrics.fire(check(Surface.SIGNALS, PolicyAction.READ_METRICS, false));

        assertThat(metrics.sum("rbac_authentication_attempts_total")).isZero();
        assertThat(metrics.sum("rbac_authorization_checks_total")).isZero();
    }

    private static AuthenticationAttempted attempt(
            Surface surface, AuthenticationMethod method, AuthenticationStatus status) {
        return new AuthenticationAttempted("r", surface, method, status, "", "", "127.0.0.1", 1);
    }

    private static AuthorizationChecked check(
            Surface surface, PolicyAction action, boolean allowed) {
        return new AuthorizationChecked("r", surface, "user", action, "b", "k", allowed, 1);
    }
}
