package io.artifactstore.store;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.Checksum;
import io.artifactstore.api.store.MetadataStore;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.ObjectRow;
import io.artifactstore.api.store.PutObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes a body in: digests, checks, bytes, and then the row that makes it visible. */
final class Uploads {

    /** Up to so many bytes an object lies in the database, in the transaction of its row. */
    static final int INLINE_BYTES = 16 * 1024;

    private static final Logger LOG = Logger.getLogger(Uploads.class.getName());
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final ThreadLocal<byte[]> BUFFERS =
            ThreadLocal.withInitial(() -> new byte[BUFFER_BYTES]);

    private final MetadataStore metadata;
    private final BlobStore blobs;
    private final Undecided undecided;
    private final Path blobFolder;

    Uploads(MetadataStore metadata, BlobStore blobs, Undecided undecided, Path blobFolder) {
        this.metadata = metadata;
        this.blobs = blobs;
        this.undecided = undecided;
        this.blobFolder = blobFolder;
    }

    ObjectInfo store(PutObject request, InputStream body, Instant now) {
        BodyDigests digests = new BodyDigests(request.expected());
        BodyReader reader = new BodyReader(body, request.declaredLength(), digests);
        byte[] buffer = BUFFERS.get();
        int filled = reader.fill(buffer);
        if (reader.hasEnded() && filled <= INLINE_BYTES) {
            Checksum checksum = digests.verify();
            ObjectInfo info = info(request, reader.count(), digests, checksum, now);
            metadata.putObject(
                    request.bucket().id(),
                    new ObjectRow(info, null),
                    Arrays.copyOf(buffer, filled),
                    request.condition());
            return info;
        }
        return storeAsBlob(request, reader, digests, buffer, filled, now);
    }

    private ObjectInfo storeAsBlob(
            PutObject request,
            BodyReader reader,
            BodyDigests digests,
            byte[] buffer,
            int filled,
            Instant now) {
        Checksum checksum;
        String blobId;
        try (BlobStore.Writer blob = blobs.stage()) {
            blob.write(ByteBuffer.wrap(buffer, 0, filled));
            while (!reader.hasEnded()) {
                int more = reader.fill(buffer);
                blob.write(ByteBuffer.wrap(buffer, 0, more));
            }
            checksum = digests.verify();
            blobId = blob.commit();
        } catch (IOException fault) {
            throw StoreService.blobFault(fault, blobFolder);
        }
        ObjectInfo info = info(request, reader.count(), digests, checksum, now);
        try {
            metadata.putObject(
                    request.bucket().id(), new ObjectRow(info, blobId), null, request.condition());
            return info;
        } catch (S3Exception refused) {
            discard(blobId, refused, now);
            throw refused;
        } catch (RuntimeException | Error unknown) {
            undecided.add(blobId, now);
            throw unknown;
        }
    }

    private static ObjectInfo info(
            PutObject request, long size, BodyDigests digests, Checksum checksum, Instant now) {
        return new ObjectInfo(
                request.key().value(),
                size,
                digests.md5Hex(),
                digests.sha256Hex(),
                checksum,
                now,
                request.type(),
                request.owner(),
                request.headers());
    }

    /** Without its row nobody needs the blob; but only a clear no says that there is no row. */
    private void discard(String blobId, S3Exception refused, Instant now) {
        if (refused.code().status() >= 500 && refused.code() != S3ErrorCode.SLOW_DOWN) {
            undecided.add(blobId, now);
            return;
        }
        try {
            blobs.delete(blobId);
        } catch (IOException | RuntimeException fault) {
            undecided.add(blobId, now);
            LOG.log(Level.FINE, "A blob without a row stays until it is collected", fault);
        }
    }
}
