package io.artifactstore.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Finds out by a small durable write whether a folder can be written. */
record WritableFolder(Path path) {

    private static final byte[] SAMPLE = new byte[4096];

    void requireWritable() throws IOException {
        Path file = path.resolve("probe-" + UUID.randomUUID());
        try {
            Durable.createFile(file, SAMPLE);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
