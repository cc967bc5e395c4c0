package io.artifactstore.api.store;

/**
 * What must be true of the current object for a write to happen; evaluated in the transaction that
 * makes it visible.
 *
 * @param ifMatch an ETag without quotes that the current object must have, {@link #ANY} if it need
 *     only exist, or null
 * @param ifAbsent whether there must be no current object ({@code If-None-Match: *})
 */
public record WriteCondition(String ifMatch, boolean ifAbsent) {

    /** Matches every object. */
    public static final String ANY = "*";

    public static final WriteCondition NONE = new WriteCondition(null, false);
}
