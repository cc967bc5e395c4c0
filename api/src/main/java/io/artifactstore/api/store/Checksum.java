package io.artifactstore.api.store;

/**
 * A checksum of a whole object.
 *
 * @param value Base64, as S3 writes it
 */
public record Checksum(ChecksumAlgorithm algorithm, String value) {}
