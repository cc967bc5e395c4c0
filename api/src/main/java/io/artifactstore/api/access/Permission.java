package io.artifactstore.api.access;

/**
 * What a principal wants to do: the very strings that the store will use.
 *
 * @param bucket the bucket, or an empty string where the action is about none
 * @param key the key, or an empty string where the action is about none
 */
public record Permission(PolicyAction action, String bucket, String key) {

    public static Permission of(PolicyAction action) {
        return new Permission(action, "", "");
    }
}
