/**
 * What the store announces: immutable records of facts, never an entity, never a secret. An
 * operation is announced when it starts and when it has ended; domain events in the past tense say
 * what became true, after the durable commit.
 *
 * <p>A caller that was told 503 because it waited too long does not know whether its change became
 * true, and neither do the observers: no domain event is fired for it, although the change may
 * follow. What must not miss one reads the store.
 *
 * <p>Observers are synchronous and short. The store's own run first: tracing before all others on a
 * start ({@code @Priority(100)}), metrics ({@code 100}) and audit ({@code 200}) before tracing
 * ({@code 300}) on an end. Plug-ins use 1000 and above. An observer that throws affects neither the
 * operation nor any other observer: see {@link io.artifactstore.api.operation.EventBus}.
 */
package io.artifactstore.api.event;
