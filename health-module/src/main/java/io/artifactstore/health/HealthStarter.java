package io.artifactstore.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Runs the checks for as long as the application runs. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class HealthStarter {

    @Inject HealthBoard board;

    @PostConstruct
    void start() {
        board.start();
    }

    @PreDestroy
    void stop() {
        board.stop();
    }
}
