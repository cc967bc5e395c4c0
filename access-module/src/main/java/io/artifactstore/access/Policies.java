package io.artifactstore.access;

import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.Principal;

/** Who may do what. What is not allowed is denied. */
interface Policies {

    boolean allow(Principal who, Permission permission);

    /** The root user may do everything, everybody else nothing. */
    Policies ROOT_ONLY =
            (who, permission) -> !who.isAnonymous() && RootKeys.ROOT_USER.equals(who.userId());
}
