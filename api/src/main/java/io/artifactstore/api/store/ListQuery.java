package io.artifactstore.api.store;

/**
 * Which keys of a bucket to list, in the order of their UTF-8 bytes.
 *
 * @param prefix keys must start with it; may be empty
 * @param delimiter keys that contain it after the prefix are rolled up into one common prefix; may
 *     be empty
 * @param after list only what sorts after this key or common prefix; may be empty
 * @param limit at most so many keys and common prefixes together, 0 to 1000
 */
public record ListQuery(String prefix, String delimiter, String after, int limit) {}
