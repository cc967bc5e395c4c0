package io.artifactstore.api.store;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import java.io.InputStream;
import java.util.List;

/**
 * The store as the S3 API sees it. Who may call is decided before; what is called is done.
 *
 * <p>Every method that changes something returns only after the change is durable: acknowledged
 * means that it survives a kill and a power cut. Domain events ({@code ArtifactUploaded}, …) are
 * fired after that and before the return.
 *
 * <p>Common errors, all as {@link io.artifactstore.api.error.S3Exception}: {@code NoSuchBucket} if
 * the bucket is gone, {@code SlowDown} if too many mutations wait, {@code ServiceUnavailable} if
 * the disk is full, read-only, away, or writes have stopped after a failed flush, {@code
 * InternalError} for anything unexpected.
 */
public interface ArtifactStore {

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code BucketAlreadyOwnedByYou} or {@code
     *     BucketAlreadyExists}
     */
    BucketInfo createBucket(BucketName name, String owner);

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code NoSuchBucket}
     */
    BucketInfo bucket(BucketName name);

    /** All buckets, by name. */
    List<BucketInfo> buckets();

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code NoSuchBucket}, {@code BucketNotEmpty}
     */
    void deleteBucket(BucketName name);

    /**
     * Stores an object under its key, replacing the one that is there. Reads {@code body} to its
     * end, once, and holds no more than a buffer of it in memory. On any error nothing becomes
     * visible and what was there stays.
     *
     * @throws io.artifactstore.api.error.S3Exception {@code IncompleteBody}, {@code EntityTooLarge}
     *     (above 5 GiB), {@code BadDigest}, {@code XAmzContentSHA256Mismatch}, {@code
     *     InvalidDigest}, {@code PreconditionFailed}, {@code NoSuchKey} (If-Match on an absent
     *     key), and whatever {@code body} throws
     * @throws io.artifactstore.api.event.ClientGoneException if {@code body} breaks
     */
    ObjectInfo put(PutObject request, InputStream body);

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code NoSuchKey}
     */
    ObjectInfo find(BucketInfo bucket, ObjectKey key);

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code NoSuchKey}
     */
    StoredObject open(BucketInfo bucket, ObjectKey key);

    /** Deletes keys, in one transaction; the answer is in the order of {@code keys}. */
    List<DeletedKey> delete(BucketInfo bucket, List<ObjectKey> keys);

    ObjectPage list(BucketInfo bucket, ListQuery query);
}
