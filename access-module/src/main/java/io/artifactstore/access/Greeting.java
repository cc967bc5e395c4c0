package io.artifactstore.access;

import io.artifactstore.api.event.ApplicationStarted;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs the start notice when everything is up: the last lines are the ones that are read. */
@ApplicationScoped
public class Greeting {

    private static final Logger LOG = Logger.getLogger(Greeting.class.getName());

    @Inject RootKeys keys;

    public void onStarted(@Observes @Priority(900) ApplicationStarted started) {
        LOG.log(Level.INFO, "{0}", keys.load().text());
    }
}
