package io.artifactstore.store;

import io.artifactstore.api.signal.Drain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draining is a file in the data folder, so that a script can begin and end it as well. */
@ApplicationScoped
public class DrainFile implements Drain {

    private static final long RECENT_NANOS = 1_000_000_000L;

    @Inject OpenStore open;

    private volatile Seen seen;

    @Override
    public boolean isDraining() {
        Seen last = seen;
        long now = System.nanoTime();
        if (last == null || now - last.at > RECENT_NANOS) {
            last = new Seen(Files.exists(file()), now);
            seen = last;
        }
        return last.draining;
    }

    @Override
    public void begin() throws IOException {
        try {
            Durable.createFile(file(), new byte[0]);
            Durable.syncFolder(file().getParent());
        } catch (FileAlreadyExistsException already) {
            // Somebody else began it.
        }
        seen = new Seen(true, System.nanoTime());
    }

    @Override
    public void end() throws IOException {
        Files.deleteIfExists(file());
        Durable.syncFolder(file().getParent());
        seen = new Seen(false, System.nanoTime());
    }

    private Path file() {
        return open.store().folder().root().resolve("drain");
    }

    private record Seen(boolean draining, long at) {}
}
