package io.artifactstore.store;

import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.MetadataStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/** Hands out the ports of this module. */
@Dependent
public class StorePorts {

    @Inject OpenStore open;

    @Produces
    @ApplicationScoped
    public ArtifactStore artifactStore() {
        return open.store().artifacts();
    }

    @Produces
    @ApplicationScoped
    public MetadataStore metadataStore() {
        return open.store().metadata();
    }

    @Produces
    @ApplicationScoped
    public BlobStore blobStore() {
        return open.store().blobs();
    }
}
