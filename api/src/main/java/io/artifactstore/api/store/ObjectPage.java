package io.artifactstore.api.store;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param last the last key or common prefix listed: the next page's {@code after}; an empty string
 *     on an empty page
 */
public record ObjectPage(
        List<ObjectInfo> objects, List<String> commonPrefixes, boolean truncated, String last) {}
