package io.artifactstore.api.event;

/** A bucket exists from now on. Fired after the durable commit. */
public record BucketCreated(String bucket, String owner) {}
