package io.artifactstore.api.access;

import java.util.Objects;

/**
 * A verified identity. Only the gate makes one.
 *
 * @param userId the user's name; an empty string for an anonymous request
 */
public record Principal(String userId, AuthenticationMethod method) {

    public static final Principal ANONYMOUS = new Principal("", AuthenticationMethod.ANONYMOUS);

    public Principal {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(method, "method");
    }

    public boolean isAnonymous() {
        return method == AuthenticationMethod.ANONYMOUS;
    }
}
