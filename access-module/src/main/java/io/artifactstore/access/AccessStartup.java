package io.artifactstore.access;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Logger;

/**
 * Loads the root user's key when the application starts, so that a setting that is wrong stops the
 * start and not the first request.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class AccessStartup {

    private static final Logger LOG = Logger.getLogger(AccessStartup.class.getName());

    @Inject RootKeys keys;

    @PostConstruct
    void start() {
        try {
            keys.load();
        } catch (IllegalStateException refusal) {
            // The container reports it too, but buried in a stack trace.
            LOG.severe(refusal.getMessage());
            throw refusal;
        }
    }
}
