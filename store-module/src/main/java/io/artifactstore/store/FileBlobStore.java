package io.artifactstore.store;

import io.artifactstore.api.event.FaultOccurred.Type;
import io.artifactstore.api.operation.Backend;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.operation.RunningBackendOperation;
import io.artifactstore.api.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Blobs as files: {@code blobs/<first two digits>/<32 hexadecimal digits>}. A file is written in
 * {@code tmp/}, flushed, renamed, and its folder flushed.
 */
final class FileBlobStore implements BlobStore {

    /** How bytes and names are made durable and looked at; replaced in tests, to let it fail. */
    @FunctionalInterface
    interface Flusher {
        void flush(FileChannel channel) throws IOException;

        default byte[] readBack(Path file) throws IOException {
            return Files.readAllBytes(file);
        }
    }

    /** What names in {@code tmp/} end with. */
    static final String STAGED = ".blob";

    private static final Logger LOG = Logger.getLogger(FileBlobStore.class.getName());
    private static final String SYSTEM = "file";
    private static final int ID_LENGTH = 32;

    private final DataFolder folder;
    private final Presence presence;
    private final Operations operations;
    private final Flusher flusher;
    private final ScheduledExecutorService recovery;
    private final long retryNanos;
    private final SecureRandom random = new SecureRandom();
    private final BlobGate gate = new BlobGate();

    FileBlobStore(
            DataFolder folder,
            Operations operations,
            Flusher flusher,
            ScheduledExecutorService recovery,
            long retryNanos)
            throws IOException {
        this.folder = folder;
        this.presence = Presence.of(folder.blobMarker());
        this.operations = operations;
        this.flusher = flusher;
        this.recovery = recovery;
        this.retryNanos = retryNanos;
    }

    @Override
    public String system() {
        return SYSTEM;
    }

    @Override
    public Writer stage() throws IOException {
        RunningBackendOperation writing = begin("write");
        try {
            return new MeasuredBlobWriter(newStaged(), operations, writing);
        } catch (IOException | RuntimeException fault) {
            failed(writing, fault);
            throw fault;
        }
    }

    @Override
    public Reader open(String blobId) throws IOException {
        Path file = blob(blobId);
        RunningBackendOperation reading = begin("read");
        try {
            return new MeasuredBlobReader(FileChannel.open(file, StandardOpenOption.READ), reading);
        } catch (NoSuchFileException absent) {
            IOException fault = presence.isPresent() ? absent : away();
            failed(reading, fault);
            throw fault;
        } catch (IOException | RuntimeException fault) {
            failed(reading, fault);
            throw fault;
        }
    }

    @Override
    public void delete(String blobId) throws IOException {
        Path file = blob(blobId);
        RunningBackendOperation deleting = begin("delete");
        try {
            if (!Files.deleteIfExists(file) && !presence.isPresent()) {
                throw away();
            }
            deleting.succeed();
            deleting.close();
        } catch (IOException | RuntimeException fault) {
            failed(deleting, fault);
            throw fault;
        }
    }

    @Override
    public boolean exists(String blobId) throws IOException {
        if (Files.exists(blob(blobId))) {
            return true;
        }
        requirePresence();
        return false;
    }

    @Override
    public List<String> list(String shard, Instant before) throws IOException {
        if (!isHex(shard, 2)) {
            throw new IllegalArgumentException("a shard is two lower-case hexadecimal digits");
        }
        requirePresence();
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder.blobs().resolve(shard))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (isHex(name, ID_LENGTH) && writtenBefore(file, before)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private static boolean writtenBefore(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        }
    }

    @Override
    public void probe() throws IOException {
        writeAndReadBack(gate.enter());
    }

    boolean hasStopped() {
        return gate.isStopped();
    }

    /** DISK_FULL or READ_ONLY if the last write failed so, else null. */
    Type trouble() {
        return gate.trouble();
    }

    BlobGate gate() {
        return gate;
    }

    Flusher flusher() {
        return flusher;
    }

    Path staged(String id) {
        return folder.tmp().resolve(id + STAGED);
    }

    /**
     * Where a blob is. Ids are made here; anything else is a defect, and must not become a path.
     */
    Path blob(String id) {
        if (!isHex(id, ID_LENGTH)) {
            throw new IllegalArgumentException("not the id of a blob");
        }
        return folder.blobs().resolve(id.substring(0, 2)).resolve(id);
    }

    /** Why a write failed, noted. */
    BlobFault writeFault(IOException fault) {
        if (fault instanceof BlobFault known) {
            return known;
        }
        Type type = presence.isPresent() ? Faults.typeOf(fault, folder.blobs()) : Type.UNAVAILABLE;
        gate.failed(fault, type);
        return new BlobFault(type, fault.toString(), fault);
    }

    /** A flush failed: no more writes until a fresh file proves that the disk is well. */
    void stop(IOException fault) {
        if (gate.stop(fault)) {
            scheduleRecovery();
        }
    }

    private void scheduleRecovery() {
        try {
            recovery.schedule(this::recover, retryNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.log(Level.FINE, "Blob writes stay stopped: the store is being closed", closing);
        }
    }

    private void recover() {
        try {
            long ticket = gate.ticket();
            writeAndReadBack(ticket);
            if (!gate.resume(ticket)) {
                throw BlobGate.stoppedFault(null);
            }
        } catch (IOException | RuntimeException fault) {
            LOG.log(Level.WARNING, "Blob writes stay stopped: {0}", fault.toString());
            scheduleRecovery();
        }
    }

    /** A new file each time: a file whose flush failed says nothing any more. */
    private void writeAndReadBack(long ticket) throws IOException {
        requirePresence();
        byte[] sample = new byte[4096];
        random.nextBytes(sample);
        String id = newId();
        Path file = blob(id);
        try (StagedBlob blob = new StagedBlob(this, id, ticket)) {
            blob.write(ByteBuffer.wrap(sample));
            blob.commit();
            if (!Arrays.equals(sample, flusher.readBack(file))) {
                throw new BlobFault(
                        Type.CORRUPT, "a probe blob was not read back as written", null);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private StagedBlob newStaged() throws IOException {
        long ticket = gate.enter();
        if (!presence.wasPresentRecently()) {
            throw away();
        }
        return new StagedBlob(this, newId(), ticket);
    }

    private String newId() {
        byte[] bytes = new byte[ID_LENGTH / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void requirePresence() throws BlobFault {
        if (!presence.isPresent()) {
            throw away();
        }
    }

    private static BlobFault away() {
        return new BlobFault(
                Type.UNAVAILABLE, "the blobs folder is no longer the one that was opened", null);
    }

    private RunningBackendOperation begin(String operation) {
        return operations.begin(Backend.BLOB, SYSTEM, operation);
    }

    private static void failed(RunningBackendOperation operation, Exception fault) {
        operation.fail(fault);
        operation.close();
    }

    private static boolean isHex(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
