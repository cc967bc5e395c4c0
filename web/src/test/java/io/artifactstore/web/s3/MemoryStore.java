package io.artifactstore.web.s3;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.Checksum;
import io.artifactstore.api.store.DeletedKey;
import io.artifactstore.api.store.ListQuery;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.ObjectPage;
import io.artifactstore.api.store.PutObject;
import io.artifactstore.api.store.StoredObject;
import io.artifactstore.api.store.WriteCondition;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store in memory that keeps the promises of its port, and fails where a test says so. */
@Singleton
public class MemoryStore implements ArtifactStore {

    static final Instant NOW = Instant.parse("2026-01-01T10:00:00.123Z");

    private static final Comparator<String> BY_BYTES =
            (a, b) ->
                    Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final Map<String, BucketInfo> buckets = new TreeMap<>();
    private final Map<String, TreeMap<String, Stored>> objects = new TreeMap<>();

    /** What was asked of {@link #put}, in order. */
    final List<PutObject> puts = new ArrayList<>();

    /** Thrown by every call from now on, if set. */
    RuntimeException failure;

    /** Reading an object fails after so many bytes, if set. */
    int failsAfter = Integer.MAX_VALUE;

    int open;

    @Override
    public BucketInfo createBucket(BucketName name, String owner) {
        fail();
        BucketInfo there = buckets.get(name.value());
        if (there != null) {
            throw new S3Exception(
                    there.owner().equals(owner)
                            ? S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU
                            : S3ErrorCode.BUCKET_ALREADY_EXISTS);
        }
        BucketInfo bucket = new BucketInfo(buckets.size() + 1L, name.value(), owner, NOW);
        buckets.put(name.value(), bucket);
        objects.put(name.value(), new TreeMap<>(BY_BYTES));
        return bucket;
    }

    @Override
    public BucketInfo bucket(BucketName name) {
        fail();
        BucketInfo bucket = buckets.get(name.value());
        if (bucket == null) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", name.value());
        }
        return bucket;
    }

    @Override
    public List<BucketInfo> buckets() {
        fail();
        return List.copyOf(buckets.values());
    }

    @Override
    public void deleteBucket(BucketName name) {
        bucket(name);
        if (!objects.get(name.value()).isEmpty()) {
            throw new S3Exception(S3ErrorCode.BUCKET_NOT_EMPTY);
        }
        buckets.remove(name.value());
        objects.remove(name.value());
    }

    @Override
    public ObjectInfo put(PutObject request, InputStream body) {
        fail();
        puts.add(request);
        byte[] bytes;
        try {
            bytes = body.readAllBytes();
        } catch (IOException broken) {
            throw new ClientGoneException(broken);
        }
        if (bytes.length != request.declaredLength()) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        String md5 = digest("MD5", bytes);
        String expected = request.expected().md5();
        if (expected != null && !expected.equals(md5)) {
            throw new S3Exception(S3ErrorCode.BAD_DIGEST);
        }
        TreeMap<String, Stored> bucket = objects.get(request.bucket().name());
        refuse(request.condition(), bucket.get(request.key().value()));
        ObjectInfo info =
                new ObjectInfo(
                        request.key().value(),
                        bytes.length,
                        md5,
                        digest("SHA-256", bytes),
                        request.expected().checksum() == null
                                ? null
                                : new Checksum(
                                        request.expected().algorithm(),
                                        request.expected().checksum()),
                        NOW,
                        request.type(),
                        request.owner(),
                        request.headers());
        bucket.put(info.key(), new Stored(info, bytes));
        return info;
    }

    private static void refuse(WriteCondition condition, Stored there) {
        if (condition.ifAbsent() && there != null) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED);
        }
        if (condition.ifMatch() != null) {
            if (there == null) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
            }
            if (!condition.ifMatch().equals(there.info().etag())) {
                throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED);
            }
        }
    }

    @Override
    public ObjectInfo find(BucketInfo bucket, ObjectKey key) {
        return stored(bucket, key).info();
    }

    @Override
    public StoredObject open(BucketInfo bucket, ObjectKey key) {
        Opened opened = new Opened(stored(bucket, key));
        open++;
        return opened;
    }

    private Stored stored(BucketInfo bucket, ObjectKey key) {
        fail();
        Stored stored = objects.get(bucket.name()).get(key.value());
        if (stored == null) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_KEY).with("Key", key.value());
        }
        return stored;
    }

    @Override
    public List<DeletedKey> delete(BucketInfo bucket, List<ObjectKey> keys) {
        fail();
        List<DeletedKey> deleted = new ArrayList<>();
        for (ObjectKey key : keys) {
            Stored gone = objects.get(bucket.name()).remove(key.value());
            deleted.add(
                    gone == null
                            ? new DeletedKey(key, false, ArtifactType.OTHER, 0)
                            : new DeletedKey(key, true, gone.info().type(), gone.info().size()));
        }
        return deleted;
    }

    @Override
    public ObjectPage list(BucketInfo bucket, ListQuery query) {
        fail();
        List<ObjectInfo> found = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = "";
        for (Stored stored : objects.get(bucket.name()).values()) {
            String key = stored.info().key();
            int cut =
                    query.delimiter().isEmpty()
                            ? -1
                            : key.indexOf(query.delimiter(), query.prefix().length());
            String entry = cut < 0 ? key : key.substring(0, cut + query.delimiter().length());
            if (!key.startsWith(query.prefix())
                    || BY_BYTES.compare(entry, query.after()) <= 0
                    || entry.equals(last)) {
                continue;
            }
            if (found.size() + prefixes.size() == query.limit()) {
                return new ObjectPage(found, prefixes, query.limit() > 0, last);
            }
            if (cut < 0) {
                found.add(stored.info());
            } else {
                prefixes.add(entry);
            }
            last = entry;
        }
        return new ObjectPage(found, prefixes, false, last);
    }

    /** The keys of a bucket, in order. */
    List<String> keys(String bucket) {
        return List.copyOf(objects.get(bucket).keySet());
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private record Stored(ObjectInfo info, byte[] bytes) {}

    private final class Opened implements StoredObject {

        private final Stored stored;

        Opened(Stored stored) {
            this.stored = stored;
        }

        @Override
        public ObjectInfo info() {
            return stored.info();
        }

        @Override
        public void writeTo(OutputStream out, long offset, long length) {
            int sent = (int) Math.min(length, failsAfter);
            try {
                // In pieces, as a file is read.
                for (int done = 0; done < sent; done += 4096) {
                    out.write(stored.bytes(), (int) offset + done, Math.min(4096, sent - done));
                }
            } catch (IOException broken) {
                throw new ClientGoneException(broken);
            }
            if (sent < length) {
                throw new S3Exception(S3ErrorCode.INTERNAL_ERROR);
            }
        }

        @Override
        public void close() {
            open--;
        }
    }
}
