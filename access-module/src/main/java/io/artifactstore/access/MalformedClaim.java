package io.artifactstore.access;

/**
 * Credentials that cannot be read. Whoever catches it knows whether they stood in a header or in
 * the query, and picks the error code.
 */
final class MalformedClaim extends Exception {

    MalformedClaim(String what) {
        super(what, null, false, false);
    }
}
