package io.artifactstore.store;

import io.artifactstore.api.store.BucketInfo;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Buckets by name, so that a request for an object needs no look-up for its bucket. The committer
 * removes a bucket once its deletion is durable; one process owns the database, so nobody else can
 * delete one.
 */
final class BucketCache {

    private static final int MAX = 10_000;

    private final Map<String, BucketInfo> buckets = new ConcurrentHashMap<>();
    private final AtomicLong removals = new AtomicLong();

    Optional<BucketInfo> find(String name, Function<String, Optional<BucketInfo>> lookUp) {
        BucketInfo known = buckets.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        long before = removals.get();
        Optional<BucketInfo> found = lookUp.apply(name);
        found.ifPresent(bucket -> add(bucket, before));
        return found;
    }

    void removed(String name) {
        removals.incrementAndGet();
        buckets.remove(name);
    }

    /** Nothing is known any more. */
    void clear() {
        removals.incrementAndGet();
        buckets.clear();
    }

    private void add(BucketInfo bucket, long removalsBefore) {
        if (buckets.size() >= MAX) {
            return;
        }
        buckets.put(bucket.name(), bucket);
        // Deleted between the look-up and now: it must not stay.
        if (removals.get() != removalsBefore) {
            buckets.remove(bucket.name());
        }
    }
}
