package io.artifactstore.web.http;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.Principal;
import io.artifactstore.api.access.VerifiedBody;
import io.artifactstore.api.access.VerifiedRequest;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A gate that believes the header {@link #USER}, and remembers what it was asked. Without that
 * header the sender is anonymous, and may do nothing.
 */
@Singleton
public class RecordingGate implements Gate {

    static final String USER = "x-test-user";

    /** A user whose signature is always wrong. */
    public static final String INTRUDER = "intruder";

    public final List<Permission> asked = new ArrayList<>();
    public final List<S3ErrorCode> undecided = new ArrayList<>();
    private Predicate<Permission> allowed = permission -> true;

    /** From now on only these permissions are given. */
    public void allow(Predicate<Permission> permissions) {
        allowed = permissions;
    }

    @Override
    public VerifiedRequest authenticate(GateRequest request) {
        String user = request.header(USER);
        if (INTRUDER.equals(user)) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        }
        return new Verified(
                user == null
                        ? Principal.ANONYMOUS
                        : new Principal(user, AuthenticationMethod.SIGV4),
                request);
    }

    @Override
    public void refuseUndecided(GateRequest request, S3ErrorCode why) {
        undecided.add(why);
    }

    @Override
    public boolean allows(VerifiedRequest who, Permission permission) {
        asked.add(permission);
        return !who.principal().isAnonymous() && allowed.test(permission);
    }

    @Override
    public void require(VerifiedRequest who, Permission permission) {
        if (!allows(who, permission)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    private record Verified(Principal principal, GateRequest request) implements VerifiedRequest {
        @Override
        public VerifiedBody body(InputStream raw, long contentLength) {
            return new Body(raw, contentLength, request);
        }
    }

    /** An unframed body; the trailer stands in the header {@code x-test-trailer}. */
    private record Body(InputStream stream, long decodedLength, GateRequest request)
            implements VerifiedBody {
        @Override
        public Optional<String> signedSha256() {
            return Optional.ofNullable(request.header("x-amz-content-sha256"))
                    .filter(digest -> digest.length() == 64);
        }

        @Override
        public Map<String, String> trailers() {
            String trailer = request.header("x-test-trailer");
            return trailer == null ? Map.of() : Map.of(request.header("x-amz-trailer"), trailer);
        }
    }
}
