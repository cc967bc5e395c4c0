package io.artifactstore.api.event;

/**
 * All modules are up and the server takes requests from now on. Fired once, by the last of them.
 */
public record ApplicationStarted() {}
