package io.artifactstore.store;

import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;

/** Checks the identity marker of the blobs, and writes, reads back and deletes a probe blob. */
@ApplicationScoped
public class BlobStoreProbe implements HealthProbe {

    @Inject OpenStore open;

    @Override
    public String component() {
        return "blob_store";
    }

    @Override
    public boolean makesUnready() {
        return true;
    }

    @Override
    public ProbeResult check() {
        LocalStore store = open.store();
        return check(store.blobs(), store.folder().blobs());
    }

    static ProbeResult check(FileBlobStore blobs, Path folder) {
        try {
            blobs.probe();
            return ProbeResult.healthy("Blob store is accessible");
        } catch (IOException fault) {
            return switch (Faults.typeOf(fault, folder)) {
                // The marker was found first; the disk's own probe says what is wrong.
                case DISK_FULL, READ_ONLY ->
                        new ProbeResult(
                                HealthStatus.HEALTHY,
                                "Blob store can be read, not written",
                                true,
                                false);
                case CORRUPT ->
                        ProbeResult.unhealthy("Blob store does not return what was written");
                case UNAVAILABLE ->
                        ProbeResult.unhealthy(
                                "Blob store is away, or has stopped writing after a failed flush");
                case INTERNAL, IO, TIMEOUT, OVERLOAD ->
                        ProbeResult.unhealthy("Blob store does not work");
            };
        }
    }
}
