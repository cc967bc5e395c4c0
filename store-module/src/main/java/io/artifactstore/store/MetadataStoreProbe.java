package io.artifactstore.store;

import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.HealthStatus;
import io.artifactstore.api.signal.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads from the metadata store and writes to it. */
@ApplicationScoped
public class MetadataStoreProbe implements HealthProbe {

    @Inject OpenStore open;

    @Override
    public String component() {
        return "metadata_store";
    }

    @Override
    public boolean makesUnready() {
        return true;
    }

    @Override
    public ProbeResult check() {
        return check(open.store().metadata());
    }

    static ProbeResult check(SqliteMetadataStore metadata) {
        try {
            metadata.probe();
            return ProbeResult.healthy("Metadata store is accessible");
        } catch (S3Exception fault) {
            return fault.getCause() instanceof StoreFault known
                    ? resultOf(known)
                    : ProbeResult.unhealthy("Metadata store does not work");
        }
    }

    private static ProbeResult resultOf(StoreFault fault) {
        return switch (fault.type()) {
            // The read came first, and worked; the disk's own probe says what is wrong.
            case DISK_FULL, READ_ONLY ->
                    new ProbeResult(
                            HealthStatus.HEALTHY,
                            "Metadata store can be read, not written",
                            true,
                            false);
            case OVERLOAD -> ProbeResult.degraded("Metadata store has more to do than it can take");
            case TIMEOUT -> ProbeResult.unhealthy("Metadata store does not answer in time");
            case UNAVAILABLE ->
                    ProbeResult.unhealthy(
                            "Metadata store is away, or has stopped writing after an I/O error");
            case INTERNAL, IO, CORRUPT -> ProbeResult.unhealthy("Metadata store does not work");
        };
    }
}
