package io.artifactstore.api.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The truth: which buckets and objects exist. This Javadoc is the specification; {@code
 * MetadataStoreContract} in the test jar of this module runs against every implementation.
 *
 * <ul>
 *   <li>A method that changes something returns after the change is durable, or throws; after a
 *       throw of anything but {@link io.artifactstore.api.error.S3Exception} with a 4xx code
 *       nothing is known to be changed.
 *   <li>Each mutation is atomic and isolated; conditions are evaluated inside it. Of any number of
 *       concurrent {@code ifAbsent} writes of one key exactly one succeeds.
 *   <li>A mutation that fails leaves all others alone, unless the disk failed: then every one of
 *       its batch throws {@code ServiceUnavailable}.
 *   <li>Keys sort by their UTF-8 bytes and differ if their bytes do.
 *   <li>Reads see every mutation that returned before they began.
 *   <li>Blobs that no row needs any more are queued for deletion in the same transaction.
 *   <li>Safe for any number of threads. {@code SlowDown} when the bounded queue is full.
 * </ul>
 */
public interface MetadataStore {

    /** What it is, for spans and metrics: {@code sqlite} or {@code postgresql}. */
    String system();

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code BucketAlreadyOwnedByYou} if {@code
     *     owner} has it already, {@code BucketAlreadyExists} if somebody else has
     */
    BucketInfo createBucket(String name, String owner, Instant createdAt);

    Optional<BucketInfo> findBucket(String name);

    /** All buckets, by name. */
    List<BucketInfo> listBuckets();

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code NoSuchBucket}, {@code BucketNotEmpty}
     */
    void deleteBucket(String name);

    /**
     * Makes an object visible under its key, replacing the current one.
     *
     * @param inline the bytes if {@code row} is inline, else null
     * @throws io.artifactstore.api.error.S3Exception {@code NoSuchBucket} if the bucket is gone,
     *     {@code PreconditionFailed}, {@code NoSuchKey} for {@code ifMatch} on an absent key
     */
    void putObject(long bucketId, ObjectRow row, byte[] inline, WriteCondition condition);

    Optional<ObjectRow> findObject(long bucketId, String key);

    /**
     * The row and, if it is inline, its bytes: read in one statement, so that they belong together.
     */
    Optional<ObjectContent> findContent(long bucketId, String key);

    /**
     * Deletes keys in one transaction; an absent one is a success. In the order of {@code keys}.
     */
    List<DeletedKey> deleteObjects(
            long bucketId, List<io.artifactstore.api.artifact.ObjectKey> keys);

    ObjectPage listObjects(long bucketId, ListQuery query);

    /**
     * Blobs that were queued for deletion before {@code before}, oldest first, at most {@code
     * limit}.
     */
    List<String> garbage(Instant before, int limit);

    /** The blobs were deleted: takes them off the queue. */
    void forgetGarbage(Collection<String> blobIds);

    /** Those of {@code blobIds} that neither an object nor the queue refers to. */
    List<String> unreferenced(Collection<String> blobIds);

    /** A read, and a durable write in a table of its own; throws what is wrong. */
    void probe();

    /**
     * @param inline the bytes, or null if the row is not inline
     */
    record ObjectContent(ObjectRow row, byte[] inline) {}
}
