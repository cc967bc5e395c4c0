package io.artifactstore.store;

import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.MetadataStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes blobs that no row needs: those queued when their object was replaced or deleted, and
 * those found without a row. Runs on one thread.
 */
final class GarbageCollector {

    private static final int CHUNK = 500;

    private final MetadataStore metadata;
    private final BlobStore blobs;
    private final Undecided undecided;
    private final Duration grace;
    private final Clock clock;
    private final AtomicLong collected = new AtomicLong();
    private final AtomicLong orphans = new AtomicLong();

    GarbageCollector(
            MetadataStore metadata,
            BlobStore blobs,
            Undecided undecided,
            Duration grace,
            Clock clock) {
        this.metadata = metadata;
        this.blobs = blobs;
        this.undecided = undecided;
        this.grace = grace;
        this.clock = clock;
    }

    /** Queued blobs deleted so far. */
    long collected() {
        return collected.get();
    }

    /** Blobs without a row deleted so far. */
    long orphansDeleted() {
        return orphans.get();
    }

    void run() throws IOException {
        Instant before = clock.instant().minus(grace);
        collectQueue(before);
        collectUndecided(before);
    }

    /** Blobs written before {@code before} that have no row are looked at again after the grace. */
    void sweep(Instant before) throws IOException {
        for (int shard = 0; shard < 256; shard++) {
            List<String> blobIds = blobs.list(DataFolder.shardName(shard), before);
            for (int from = 0; from < blobIds.size(); from += CHUNK) {
                List<String> chunk = blobIds.subList(from, Math.min(from + CHUNK, blobIds.size()));
                for (String orphan : metadata.unreferenced(chunk)) {
                    undecided.add(orphan, clock.instant());
                }
            }
        }
    }

    private void collectQueue(Instant before) throws IOException {
        List<String> garbage = metadata.garbage(before, CHUNK);
        while (!garbage.isEmpty()) {
            delete(garbage, collected);
            metadata.forgetGarbage(garbage);
            garbage = garbage.size() < CHUNK ? List.of() : metadata.garbage(before, CHUNK);
        }
    }

    private void collectUndecided(Instant before) throws IOException {
        List<String> due = undecided.addedBefore(before);
        if (due.isEmpty()) {
            return;
        }
        // A mutation whose caller gave up may still be under way. Mutations are committed in the
        // order they came, so once this write is durable all earlier ones are decided.
        metadata.probe();
        for (int from = 0; from < due.size(); from += CHUNK) {
            List<String> chunk =
                    new ArrayList<>(due.subList(from, Math.min(from + CHUNK, due.size())));
            delete(metadata.unreferenced(chunk), orphans);
            undecided.forget(chunk);
        }
    }

    private void delete(List<String> blobIds, AtomicLong counter) throws IOException {
        for (String blobId : blobIds) {
            blobs.delete(blobId);
            counter.incrementAndGet();
        }
    }
}
