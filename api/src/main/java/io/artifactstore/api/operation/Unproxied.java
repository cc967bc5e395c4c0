package io.artifactstore.api.operation;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One instance, injected itself and not behind a client proxy: each call through a proxy costs 150
 * ns and 168 bytes, and a request makes some twenty ({@code ProxyBenchmark} in the bench module
 * measures it).
 */
@Stereotype
@Singleton
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Unproxied {}
