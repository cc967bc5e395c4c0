package io.artifactstore.api.event;

/** A request was turned away with 503 SlowDown because too many were in progress. */
public record AdmissionRefused(String requestId) {}
