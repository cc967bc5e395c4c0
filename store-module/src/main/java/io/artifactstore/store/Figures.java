package io.artifactstore.store;

import io.artifactstore.store.SqliteMetadataStore.Usage;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** What gauges show, brought up to date in the background so that a scrape touches nothing. */
final class Figures {

    private final SqliteMetadataStore metadata;
    private final Path root;
    private volatile Usage usage = new Usage(0, 0, 0, 0);
    private volatile long totalBytes;
    private volatile long freeBytes;

    Figures(SqliteMetadataStore metadata, Path root) {
        this.metadata = metadata;
        this.root = root;
    }

    void refreshUsage() {
        usage = metadata.usage();
    }

    void refreshDisk() throws IOException {
        FileStore disk = Files.getFileStore(root);
        totalBytes = disk.getTotalSpace();
        freeBytes = disk.getUsableSpace();
    }

    Usage usage() {
        return usage;
    }

    long totalBytes() {
        return totalBytes;
    }

    /** Free to this process. */
    long freeBytes() {
        return freeBytes;
    }

    /** Of the disk, in use: 0 to 100. */
    int usedPercent() {
        long total = totalBytes;
        return total <= 0 ? 0 : (int) Math.round(100.0 * (total - freeBytes) / total);
    }
}
