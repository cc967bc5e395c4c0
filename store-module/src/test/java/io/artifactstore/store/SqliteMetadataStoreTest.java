package io.artifactstore.store;

import io.artifactstore.api.store.MetadataStore;
import io.artifactstore.api.store.MetadataStoreContract;
import io.artifactstore.api.store.ObjectListingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteMetadataStoreTest implements MetadataStoreContract, ObjectListingContract {

    @TempDir Path folder;
    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.in(folder.resolve("data"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public MetadataStore testee() {
        return store.metadata();
    }
}
