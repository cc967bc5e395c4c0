package io.artifactstore.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a data folder. The operating system frees it when the process ends, however it ends:
 * no stale locks.
 */
final class FolderLock implements AutoCloseable {

    /**
     * Held by this process. Looked at before the file is opened, since on POSIX closing any channel
     * of it frees the lock, whoever has it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * @throws StartRefusedException if this or another process has it
     */
    static FolderLock of(Path root) throws IOException {
        Path folder = root.toRealPath();
        if (!HELD.add(folder)) {
            throw inUse(root);
        }
        FileChannel channel = null;
        FileLock held = null;
        try {
            channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            held = channel.tryLock();
        } catch (OverlappingFileLockException alreadyOurs) {
            throw inUse(root);
        } finally {
            if (held == null) {
                HELD.remove(folder);
                if (channel != null) {
                    channel.close();
                }
            }
        }
        if (held == null) {
            throw inUse(root);
        }
        return new FolderLock(folder, channel);
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } finally {
            HELD.remove(folder);
        }
    }

    private static StartRefusedException inUse(Path root) {
        return new StartRefusedException(
                "The data folder "
                        + root
                        + " is in use by another process; stop it, or name another folder in artifact-store.data");
    }
}
