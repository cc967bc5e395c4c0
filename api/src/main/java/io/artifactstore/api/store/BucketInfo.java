package io.artifactstore.api.store;

import java.time.Instant;

/**
 * A bucket that exists.
 *
 * @param id never used again for another bucket, even one of the same name
 * @param owner the user that created it
 * @param createdAt to the millisecond
 */
public record BucketInfo(long id, String name, String owner, Instant createdAt) {}
