package io.artifactstore.api.operation;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Fires CDI events so that no observer can hurt the operation it observes, nor another observer.
 *
 * <p>{@code Event.fire} stops at the first observer that throws and hands its exception to the
 * caller. This bus asks the bean manager for the observers of an event's class once (the set is
 * fixed after deployment), orders them by priority and notifies each inside a guard of its own. A
 * failure is counted by the observer's package and logged at most once a minute. Asynchronous
 * observers ({@code @ObservesAsync}) are not called.
 */
@Unproxied
public class EventBus {

    private static final Logger LOG = Logger.getLogger(EventBus.class.getName());
    private static final long LOG_INTERVAL_NANOS = 60_000_000_000L;

    private final ClassValue<Observers> observers =
            new ClassValue<>() {
                @Override
                protected Observers computeValue(Class<?> type) {
                    return new Observers();
                }
            };
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_INTERVAL_NANOS);

    @Inject BeanManager beanManager;

    /**
     * Notifies every synchronous observer of {@code event}, by ascending priority, on this thread.
     * Never throws.
     */
    public void fire(Object event) {
        for (ObserverMethod<Object> observer : observersOf(event)) {
            try {
                observer.notify(event);
            } catch (RuntimeException | Error fault) {
                recordFailure(observer, event, fault);
            }
        }
    }

    /** Observer failures so far, by the package of the observer that failed; live, never null. */
    public Map<String, LongAdder> failures() {
        return failures;
    }

    private ObserverMethod<Object>[] observersOf(Object event) {
        Observers cached = observers.get(event.getClass());
        ObserverMethod<Object>[] resolved = cached.resolved;
        if (resolved == null) {
            resolved = resolve(event);
            cached.resolved = resolved;
        }
        return resolved;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private ObserverMethod<Object>[] resolve(Object event) {
        List<ObserverMethod<? super Object>> found =
                beanManager.resolveObserverMethods(event).stream()
                        .filter(observer -> !observer.isAsync())
                        .sorted(Comparator.comparingInt(ObserverMethod::getPriority))
                        .toList();
        return found.toArray(new ObserverMethod[0]);
    }

    private void recordFailure(ObserverMethod<?> observer, Object event, Throwable fault) {
        failures.computeIfAbsent(observer.getBeanClass().getPackageName(), name -> new LongAdder())
                .increment();
        long last = lastLogged.get();
        long now = System.nanoTime();
        if (now - last >= LOG_INTERVAL_NANOS && lastLogged.compareAndSet(last, now)) {
            LOG.log(
                    Level.WARNING,
                    "Observer "
                            + observer.getBeanClass().getName()
                            + " failed on "
                            + event.getClass().getSimpleName()
                            + "; the operation goes on. Further failures are counted, and logged once a minute.",
                    fault);
        }
    }

    private static final class Observers {
        // Set once per event class; a race computes the same array twice, which does no harm.
        private volatile ObserverMethod<Object>[] resolved;
    }
}
