package io.artifactstore.store;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Opens the store when the application starts, and closes it when it stops. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class StoreStartup {

    @Inject OpenStore open;

    @PostConstruct
    void open() {
        open.store();
    }

    @PreDestroy
    void close() {
        open.close();
    }
}
