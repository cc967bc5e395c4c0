package io.artifactstore.metrics;

/**
 * An observer bean that registers its instruments when it is first used. Found and started with the
 * application, so that a scrape shows every series at zero before the first event.
 */
public interface Recorder {

    /** Being called is what makes the container build the bean; there is nothing more to do. */
    default void start() {}
}
