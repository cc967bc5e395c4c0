package io.artifactstore.store;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ArtifactDeleted;
import io.artifactstore.api.event.ArtifactUploaded;
import io.artifactstore.api.event.BucketCreated;
import io.artifactstore.api.event.BucketDeleted;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.DeletedKey;
import io.artifactstore.api.store.ListQuery;
import io.artifactstore.api.store.MetadataStore;
import io.artifactstore.api.store.MetadataStore.ObjectContent;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.ObjectPage;
import io.artifactstore.api.store.PutObject;
import io.artifactstore.api.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The store over its two ports: rows are the truth, blobs hold the bytes of larger objects. */
final class StoreService implements ArtifactStore {

    private final MetadataStore metadata;
    private final BlobStore blobs;
    private final EventBus events;
    private final Uploads uploads;
    private final Path blobFolder;

    /**
     * @param blobFolder where to look for the reason of a failure
     */
    StoreService(
            MetadataStore metadata,
            BlobStore blobs,
            EventBus events,
            Undecided undecided,
            Path blobFolder) {
        this.metadata = metadata;
        this.blobs = blobs;
        this.events = events;
        this.uploads = new Uploads(metadata, blobs, undecided, blobFolder);
        this.blobFolder = blobFolder;
    }

    @Override
    public BucketInfo createBucket(BucketName name, String owner) {
        BucketInfo created = metadata.createBucket(name.value(), owner, now());
        events.fire(new BucketCreated(created.name(), owner));
        return created;
    }

    @Override
    public BucketInfo bucket(BucketName name) {
        return metadata.findBucket(name.value())
                .orElseThrow(
                        () ->
                                new S3Exception(S3ErrorCode.NO_SUCH_BUCKET)
                                        .with("BucketName", name.value()));
    }

    @Override
    public List<BucketInfo> buckets() {
        return metadata.listBuckets();
    }

    @Override
    public void deleteBucket(BucketName name) {
        metadata.deleteBucket(name.value());
        events.fire(new BucketDeleted(name.value()));
    }

    @Override
    public ObjectInfo put(PutObject request, InputStream body) {
        ObjectInfo stored = uploads.store(request, body, now());
        events.fire(
                new ArtifactUploaded(
                        request.bucket().name(),
                        stored.key(),
                        stored.type(),
                        stored.size(),
                        stored.etag(),
                        stored.sha256(),
                        stored.lastModified()));
        return stored;
    }

    @Override
    public ObjectInfo find(BucketInfo bucket, ObjectKey key) {
        return metadata.findObject(bucket.id(), key.value())
                .orElseThrow(() -> absent(bucket, key))
                .info();
    }

    @Override
    public StoredObject open(BucketInfo bucket, ObjectKey key) {
        String missing = null;
        while (true) {
            ObjectContent content =
                    metadata.findContent(bucket.id(), key.value())
                            .orElseThrow(() -> absent(bucket, key));
            ObjectInfo info = content.row().info();
            if (content.row().isInline()) {
                return new InlineObject(info, content.inline());
            }
            String blobId = content.row().blobId();
            try {
                return BlobObject.open(info, blobs.open(blobId), blobFolder);
            } catch (NoSuchFileException absent) {
                // Replaced, and its blob collected, between the look-up and now; the same blob
                // missing twice is lost.
                if (blobId.equals(missing)) {
                    throw BlobObject.lost(absent);
                }
                missing = blobId;
            } catch (IOException fault) {
                throw BlobObject.unreadable(fault, blobFolder);
            }
        }
    }

    @Override
    public List<DeletedKey> delete(BucketInfo bucket, List<ObjectKey> keys) {
        List<DeletedKey> deleted = metadata.deleteObjects(bucket.id(), keys);
        Instant at = now();
        for (DeletedKey key : deleted) {
            if (key.existed()) {
                events.fire(
                        new ArtifactDeleted(
                                bucket.name(), key.key().value(), key.type(), key.size(), at));
            }
        }
        return deleted;
    }

    @Override
    public ObjectPage list(BucketInfo bucket, ListQuery query) {
        ObjectPage page = metadata.listObjects(bucket.id(), query);
        if (page.objects().isEmpty() && page.commonPrefixes().isEmpty()) {
            requireBucket(bucket);
        }
        return page;
    }

    private S3Exception absent(BucketInfo bucket, ObjectKey key) {
        requireBucket(bucket);
        return new S3Exception(S3ErrorCode.NO_SUCH_KEY).with("Key", key.value());
    }

    private void requireBucket(BucketInfo bucket) {
        Optional<BucketInfo> current = metadata.findBucket(bucket.name());
        if (current.isEmpty() || current.get().id() != bucket.id()) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", bucket.name());
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What a failed blob operation is to the client. */
    static S3Exception blobFault(IOException fault, Path folder) {
        return Faults.answer(Faults.typeOf(fault, folder), Component.BLOB, fault.toString(), fault);
    }
}
