package io.artifactstore.api.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * The headers a client stored with an object and gets back as they were.
 *
 * @param contentType null if the client sent none ({@code binary/octet-stream} is answered then)
 * @param standard Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires,
 *     by lower-case name
 * @param user what followed {@code x-amz-meta-}, by lower-case name; values are Unicode
 */
public record ObjectHeaders(
        String contentType, Map<String, String> standard, Map<String, String> user) {

    public static final ObjectHeaders NONE = new ObjectHeaders(null, Map.of(), Map.of());

    public ObjectHeaders {
        // Sorted, so that what is stored and what is answered does not depend on the client's
        // order.
        standard = java.util.Collections.unmodifiableMap(new TreeMap<>(standard));
        user = java.util.Collections.unmodifiableMap(new TreeMap<>(user));
    }
}
