package io.artifactstore.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The data folder, locked for this process: {@code meta.db}, {@code blobs/} with its 256 shards,
 * {@code tmp/} on the same file system, since blobs are renamed from one to the other, {@code
 * store-id} (the identity marker, a copy of it in {@code blobs/}, which may be missing alone where
 * it is a link or a mount) and {@code lock}.
 *
 * <p>A folder without store-id, meta.db and blobs/ is new and gets them once. From then on nothing
 * of it is ever made again: what is missing may be on a volume that is not mounted, and an empty
 * store in its place would look like lost data.
 */
final class DataFolder implements AutoCloseable {

    /** Exists while the folder is made for the first time, so that a kill then does no harm. */
    private static final String UNFINISHED = "initialising";

    /** Renamed from {@code tmp/} into {@code blobs/} at start, to see whether that works. */
    private static final String RENAMED = "rename-check";

    private static final Logger LOG = Logger.getLogger(DataFolder.class.getName());

    private final Path root;
    private final FolderLock lock;
    private String storeId;
    private boolean fresh;

    private DataFolder(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Locks the folder and checks that it is whole, or makes it if it is new.
     *
     * @throws StartRefusedException if another process has it, or if it is damaged
     */
    static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (root.toString().contains("?")) {
            throw new StartRefusedException(
                    "The data folder must not have a '?' in its path; choose another for artifact-store.data");
        }
        try {
            createParents(root);
            DataFolder data = new DataFolder(root, FolderLock.of(root));
            try {
                data.openLocked();
                return data;
            } catch (IOException | RuntimeException fault) {
                data.close();
                throw fault;
            }
        } catch (IOException fault) {
            throw new StartRefusedException(
                    "The data folder " + root + " cannot be opened: " + fault, fault);
        }
    }

    Path metaDb() {
        return root.resolve("meta.db");
    }

    Path blobs() {
        return root.resolve("blobs");
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    Path root() {
        return root;
    }

    Path identityMarker() {
        return root.resolve("store-id");
    }

    Path blobMarker() {
        return blobs().resolve("store-id");
    }

    String storeId() {
        return storeId;
    }

    /** Whether this process makes the folder for the first time. */
    boolean isFresh() {
        return fresh;
    }

    /** Everything in it is complete: from now on the folder counts as used. */
    void initialised() throws IOException {
        Durable.syncFolder(root);
        Files.deleteIfExists(root.resolve(UNFINISHED));
        Durable.syncFolder(root);
        fresh = false;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private void openLocked() throws IOException {
        if (Files.exists(root.resolve(UNFINISHED))) {
            discardUnfinished();
        }
        List<String> missing = new ArrayList<>();
        for (Path part : List.of(identityMarker(), metaDb(), blobs())) {
            if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                missing.add(part.getFileName().toString());
            }
        }
        if (missing.size() == 3) {
            initialise();
        } else if (missing.isEmpty()) {
            check();
        } else {
            throw damaged("it has no " + String.join(" and no ", missing));
        }
        if (!Files.isDirectory(tmp())) {
            // Holds nothing that outlives a process, so it may be made again.
            Durable.createFolder(tmp());
            Durable.syncFolder(root);
        }
        requireRename();
    }

    /**
     * Renames a file, since that tells more than the file systems' names: two mounts of one file
     * system refuse it, too.
     */
    private void requireRename() throws IOException {
        Path from = tmp().resolve(RENAMED);
        Path to = blobs().resolve(RENAMED);
        try {
            Files.deleteIfExists(from);
            Files.createFile(from);
        } catch (IOException fullOrReadOnly) {
            // It can be read all the same, and the health probes say what is wrong.
            LOG.log(Level.FINE, "Whether uploads can be renamed is unknown", fullOrReadOnly);
            return;
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException apart) {
            throw new StartRefusedException(
                    "The data folder "
                            + root
                            + " has its tmp and its blobs on different file systems or mounts, so that no upload"
                            + " could be renamed from one to the other; put both on one, best the whole folder",
                    apart);
        } catch (IOException fullOrReadOnly) {
            LOG.log(Level.FINE, "Whether uploads can be renamed is unknown", fullOrReadOnly);
        } finally {
            Files.deleteIfExists(from);
            Files.deleteIfExists(to);
        }
    }

    private void initialise() throws IOException {
        fresh = true;
        storeId = UUID.randomUUID().toString();
        byte[] identity = (storeId + "\n").getBytes(StandardCharsets.US_ASCII);
        Durable.createFile(root.resolve(UNFINISHED), new byte[0]);
        Durable.syncFolder(root);
        Durable.createFolder(blobs());
        for (int shard = 0; shard < 256; shard++) {
            Durable.createFolder(blobs().resolve(shardName(shard)));
        }
        Durable.createFile(blobMarker(), identity);
        Durable.syncFolder(blobs());
        Durable.createFile(metaDb(), new byte[0]);
        Durable.createFile(identityMarker(), identity);
        Durable.syncFolder(root);
    }

    private void check() throws IOException {
        storeId = Files.readString(identityMarker(), StandardCharsets.US_ASCII).strip();
        if (storeId.isEmpty()) {
            throw damaged("its store-id is empty");
        }
        if (Files.size(metaDb()) == 0) {
            throw damaged("its meta.db is empty");
        }
        if (!Files.exists(blobMarker())) {
            throw damaged(
                    "its blobs folder has no store-id, so it may be a volume that is not mounted");
        }
        if (!Files.readString(blobMarker(), StandardCharsets.US_ASCII).strip().equals(storeId)) {
            throw damaged("its blobs folder belongs to another store");
        }
        for (int shard = 0; shard < 256; shard++) {
            if (!Files.isDirectory(blobs().resolve(shardName(shard)))) {
                throw damaged("its blobs folder has no " + shardName(shard));
            }
        }
    }

    /** The process that made the folder was killed before anybody could store anything in it. */
    private void discardUnfinished() throws IOException {
        if (Files.isDirectory(blobs())) {
            for (int shard = 0; shard < 256; shard++) {
                // Not empty: DirectoryNotEmptyException, and the folder stays as it is.
                Files.deleteIfExists(blobs().resolve(shardName(shard)));
            }
            Files.deleteIfExists(blobMarker());
            Files.deleteIfExists(blobs().resolve(RENAMED));
            Files.deleteIfExists(blobs());
        }
        for (String name : List.of("meta.db", "meta.db-wal", "meta.db-shm", "store-id")) {
            Files.deleteIfExists(root.resolve(name));
        }
        Files.deleteIfExists(root.resolve(UNFINISHED));
        Durable.syncFolder(root);
    }

    private StartRefusedException damaged(String what) {
        return new StartRefusedException(
                "The data folder "
                        + root
                        + " is damaged: "
                        + what
                        + ". Mount or restore it, or name an empty folder in artifact-store.data;"
                        + " the store never makes anew what it has used");
    }

    static String shardName(int shard) {
        return String.format("%02x", shard);
    }

    /** What is left in {@code tmp/} by a process that was killed. */
    int discardStaged() throws IOException {
        int discarded = 0;
        try (DirectoryStream<Path> staged =
                Files.newDirectoryStream(tmp(), "*" + FileBlobStore.STAGED)) {
            for (Path file : staged) {
                Files.deleteIfExists(file);
                discarded++;
            }
        }
        return discarded;
    }

    private static void createParents(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            return;
        }
        Path parent = root.getParent();
        if (parent != null) {
            createParents(parent);
        }
        try {
            Durable.createFolder(root);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // Another module puts its files there too; that it is a folder shows when it is used.
            return;
        }
        if (parent != null) {
            Durable.syncFolder(parent);
        }
    }
}
