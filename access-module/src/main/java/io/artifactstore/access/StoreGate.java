package io.artifactstore.access;

import io.artifactstore.api.access.AuthOperation;
import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.AuthenticationStatus;
import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.VerifiedRequest;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.AuthenticationAttempted;
import io.artifactstore.api.event.AuthorizationChecked;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.operation.RunningAuthOperation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** The gate: verifies with {@link Verifier}, decides with {@link Policies}, announces both. */
@ApplicationScoped
public class StoreGate implements Gate {

    private static final S3Exception DENIED = new S3Exception(S3ErrorCode.ACCESS_DENIED);

    private final Operations operations;
    private final EventBus events;
    private final Verifier verifier;
    private final Policies policies;

    /** For the client proxy only. */
    protected StoreGate() {
        this(null, null, null, null);
    }

    @Inject
    public StoreGate(Operations operations, EventBus events, RootKeys keys) {
        this(operations, events, new Verifier(keys, Clock.systemUTC()), Policies.ROOT_ONLY);
    }

    StoreGate(Operations operations, EventBus events, Verifier verifier, Policies policies) {
        this.operations = operations;
        this.events = events;
        this.verifier = verifier;
        this.policies = policies;
    }

    @Override
    public VerifiedRequest authenticate(GateRequest request) {
        long start = System.nanoTime();
        AuthenticationMethod method = AuthenticationMethod.ANONYMOUS;
        try (RunningAuthOperation operation = operations.begin(AuthOperation.AUTHENTICATE)) {
            try {
                // Only where the query cannot be read does this guess stand.
                method = Mechanism.ofHeaders(request).method();
                Query query = Query.parse(request.rawQuery());
                Mechanism mechanism = Mechanism.of(request, query);
                method = mechanism.method();
                VerifiedRequest verified = verifier.verify(request, query, mechanism);
                String userId = verified.principal().userId();
                ended(operation, method, userId, AuthenticationStatus.SUCCESS);
                operation.succeed();
                announce(request, method, AuthenticationStatus.SUCCESS, userId, "", start);
                return verified;
            } catch (S3Exception refusal) {
                AuthenticationStatus status =
                        refusal.code().isStoreFault()
                                ? AuthenticationStatus.ERROR
                                : AuthenticationStatus.FAILURE;
                ended(operation, method, "", status);
                operation.fail(refusal);
                announce(request, method, status, "", refusal.code().code(), start);
                throw refusal;
            } catch (RuntimeException | Error defect) {
                ended(operation, method, "", AuthenticationStatus.ERROR);
                operation.fail(defect);
                announce(
                        request,
                        method,
                        AuthenticationStatus.ERROR,
                        "",
                        S3ErrorCode.INTERNAL_ERROR.code(),
                        start);
                throw defect;
            }
        }
    }

    @Override
    public void refuseUndecided(GateRequest request, S3ErrorCode why) {
        announce(
                request,
                Mechanism.guess(request).method(),
                AuthenticationStatus.ERROR,
                "",
                why.code(),
                System.nanoTime());
    }

    @Override
    public boolean allows(VerifiedRequest who, Permission permission) {
        long start = System.nanoTime();
        GateRequest request = who.request();
        String userId = who.principal().userId();
        try (RunningAuthOperation operation = operations.begin(AuthOperation.AUTHORIZE)) {
            operation.attribute("auth.method", who.principal().method().label());
            operation.attribute("auth.action", permission.action().action());
            boolean allowed = policies.allow(who.principal(), permission);
            operation.answer(userId, allowed ? "allowed" : "denied");
            if (allowed) {
                operation.succeed();
            } else {
                operation.fail(DENIED);
            }
            events.fire(
                    new AuthorizationChecked(
                            request.requestId(),
                            request.surface(),
                            userId,
                            permission.action(),
                            permission.bucket(),
                            permission.key(),
                            allowed,
                            System.nanoTime() - start));
            return allowed;
        }
    }

    @Override
    public void require(VerifiedRequest who, Permission permission) {
        if (!allows(who, permission)) {
            throw DENIED;
        }
    }

    private static void ended(
            RunningAuthOperation operation,
            AuthenticationMethod method,
            String userId,
            AuthenticationStatus status) {
        operation.attribute("auth.method", method.label());
        operation.answer(userId, status.label());
    }

    private void announce(
            GateRequest request,
            AuthenticationMethod method,
            AuthenticationStatus status,
            String userId,
            String errorCode,
            long start) {
        events.fire(
                new AuthenticationAttempted(
                        request.requestId(),
                        request.surface(),
                        method,
                        status,
                        userId,
                        errorCode,
                        request.sourceAddress(),
                        System.nanoTime() - start));
    }
}
