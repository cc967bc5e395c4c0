package io.artifactstore.access;

/** The access keys that exist. */
interface AccessKeys {

    /** The key with this id, or null. */
    AccessKey find(String id);
}
