package io.artifactstore.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether files are still where they were opened. An open database goes on working after somebody
 * has moved its file or the whole folder away, and would acknowledge what nobody finds again.
 */
final class Presence {

    private static final long RECENT_NANOS = 100_000_000L;

    private final List<Path> files;
    private final List<Object> keys;
    private final AtomicLong checkedAt = new AtomicLong();
    private volatile boolean present = true;

    private Presence(List<Path> files, List<Object> keys) {
        this.files = files;
        this.keys = keys;
    }

    /** Remembers which files are at these paths now. */
    static Presence of(Path... files) throws IOException {
        List<Object> keys = new java.util.ArrayList<>();
        for (Path file : files) {
            keys.add(keyOf(file));
        }
        Presence presence = new Presence(List.of(files), List.copyOf(keys));
        presence.checkedAt.set(System.nanoTime());
        return presence;
    }

    /** Looks now. */
    boolean isPresent() {
        boolean all = true;
        for (int i = 0; i < files.size() && all; i++) {
            try {
                all = Objects.equals(keys.get(i), keyOf(files.get(i)));
            } catch (IOException gone) {
                all = false;
            }
        }
        present = all;
        checkedAt.set(System.nanoTime());
        return all;
    }

    /** As seen at most 100 ms ago: for reads, which must not pay for a look each. */
    boolean wasPresentRecently() {
        long last = checkedAt.get();
        long now = System.nanoTime();
        if (now - last > RECENT_NANOS && checkedAt.compareAndSet(last, now)) {
            return isPresent();
        }
        return present;
    }

    /** Device and inode on POSIX. */
    private static Object keyOf(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return key != null ? key : attributes.creationTime();
    }
}
