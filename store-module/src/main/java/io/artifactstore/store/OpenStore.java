package io.artifactstore.store;

import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The store of this application: opened by whoever needs it first, at the latest at start, and only
 * once. A store that could not be opened stays so; the reason is logged once.
 */
@ApplicationScoped
public class OpenStore {

    private static final Logger LOG = Logger.getLogger(OpenStore.class.getName());

    @Inject Operations operations;
    @Inject EventBus events;

    private StoreSettings settings;
    // Read without the monitor, which whoever opens or closes holds for long.
    private volatile LocalStore store;
    private volatile boolean closed;
    private RuntimeException refusal;

    /**
     * @throws IllegalStateException if it is closed, or could not be opened
     */
    public LocalStore store() {
        LocalStore current = store;
        return current == null || closed ? openOnce() : current;
    }

    private synchronized LocalStore openOnce() {
        if (closed) {
            throw new IllegalStateException("The store is closed");
        }
        if (refusal != null) {
            throw new IllegalStateException(refusal.getMessage(), refusal);
        }
        if (store == null) {
            open();
        }
        return store;
    }

    /** As read at start. */
    public StoreSettings settings() {
        store();
        return settings;
    }

    public synchronized void close() {
        if (store != null && !closed) {
            store.close();
            LOG.info("The store is closed");
        }
        closed = true;
    }

    private void open() {
        try {
            settings = StoreSettings.from(ConfigProvider.getConfig());
            store = LocalStore.open(settings, operations, events, LocalStore.Seams.NONE);
            LOG.log(Level.INFO, "The store in {0} is open", store.folder().root());
        } catch (StartRefusedException refused) {
            refusal = refused;
            LOG.severe(refused.getMessage());
            throw new IllegalStateException(refused.getMessage(), refused);
        } catch (RuntimeException defect) {
            refusal = defect;
            LOG.log(Level.SEVERE, "The store could not be opened", defect);
            throw defect;
        }
    }
}
