package io.artifactstore.web.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.Config;

/**
 * Bounds the requests in progress (setting {@code artifact-store.max-requests}, 1 to 10,000,
 * default 256). The excess is turned away at once, so that probes always find a thread and memory
 * stays bounded.
 */
@ApplicationScoped
public class Admission {

    private Semaphore places;

    Admission() {}

    @Inject
    Admission(Config config) {
        this(config.getOptionalValue("artifact-store.max-requests", Integer.class).orElse(256));
    }

    Admission(int places) {
        this.places = new Semaphore(places);
    }

    /** Takes a place if one is free; never waits. */
    public boolean tryEnter() {
        return places.tryAcquire();
    }

    /** Gives the place back. */
    public void leave() {
        places.release();
    }
}
