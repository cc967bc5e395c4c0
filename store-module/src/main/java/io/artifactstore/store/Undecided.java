package io.artifactstore.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blobs that may or may not have a row: their mutation ended without a clear answer, or the sweep
 * found none. They are looked at again, later, before anything is deleted. What does not fit is
 * found by the next sweep.
 */
final class Undecided {

    private static final int MAX = 100_000;

    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    void add(String blobId, Instant now) {
        if (since.size() < MAX) {
            since.putIfAbsent(blobId, now);
        }
    }

    /** Those added before {@code before}. */
    List<String> addedBefore(Instant before) {
        List<String> due = new ArrayList<>();
        since.forEach(
                (blobId, added) -> {
                    if (added.isBefore(before)) {
                        due.add(blobId);
                    }
                });
        return due;
    }

    void forget(Collection<String> blobIds) {
        blobIds.forEach(since::remove);
    }

    int size() {
        return since.size();
    }
}
