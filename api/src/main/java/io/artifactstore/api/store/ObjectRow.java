package io.artifactstore.api.store;

/**
 * An object as the metadata store keeps it.
 *
 * @param blobId where the bytes are: a blob of the {@link BlobStore}, or null if they are inline
 */
public record ObjectRow(ObjectInfo info, String blobId) {

    public boolean isInline() {
        return blobId == null;
    }
}
