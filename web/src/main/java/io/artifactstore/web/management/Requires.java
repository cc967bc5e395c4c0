package io.artifactstore.web.management;

import io.artifactstore.api.access.PolicyAction;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission without which a resource method is not called. A method without this annotation is
 * never called.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Requires {
    PolicyAction value();
}
