package io.artifactstore.store;

import io.artifactstore.api.event.FaultOccurred.Type;
import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;

/**
 * Whether the disk has room and takes writes. The worst it says is degraded: a full or read-only
 * disk still serves reads.
 */
@ApplicationScoped
public class DiskProbe implements HealthProbe {

    @Inject OpenStore open;

    @Override
    public String component() {
        return "disk";
    }

    @Override
    public boolean makesUnready() {
        return false;
    }

    @Override
    public ProbeResult check() throws IOException {
        return check(open.store(), open.settings());
    }

    static ProbeResult check(LocalStore store, StoreSettings settings) throws IOException {
        Type trouble = trouble(store);
        if (trouble == Type.DISK_FULL) {
            return ProbeResult.readOnly("Disk is full: reads go on, writes are refused");
        }
        if (trouble == Type.READ_ONLY) {
            return ProbeResult.readOnly("Disk is read-only: reads go on, writes are refused");
        }
        store.figures().refreshDisk();
        int used = store.figures().usedPercent();
        if (used >= settings.diskCritical()) {
            return ProbeResult.degraded("Disk is critically full: " + used + " percent in use");
        }
        if (used >= settings.diskWarn()) {
            return ProbeResult.degraded("Disk is filling up: " + used + " percent in use");
        }
        return ProbeResult.healthy("Disk has room: " + used + " percent in use");
    }

    /** What the last writes met, or what a small one meets now. */
    private static Type trouble(LocalStore store) throws IOException {
        if (store.metadata().trouble() != null) {
            return store.metadata().trouble();
        }
        if (store.blobs().trouble() != null) {
            return store.blobs().trouble();
        }
        try {
            new WritableFolder(store.folder().tmp()).requireWritable();
            return null;
        } catch (IOException fault) {
            Type type = Faults.typeOf(fault, store.folder().tmp());
            if (type == Type.DISK_FULL || type == Type.READ_ONLY) {
                return type;
            }
            throw fault;
        }
    }
}
