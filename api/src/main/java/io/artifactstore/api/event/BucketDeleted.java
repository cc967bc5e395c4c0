package io.artifactstore.api.event;

/** A bucket is gone. Fired after the durable commit. */
public record BucketDeleted(String bucket) {}
