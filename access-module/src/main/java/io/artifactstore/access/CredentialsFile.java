package io.artifactstore.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The root user's keys in the data folder, in the format of the AWS shared credentials file, so
 * that clients can be pointed at it as it is.
 *
 * <p>It is made once and never overwritten: whoever still has the keys must not lose them to a
 * restart.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Format of the
 *     shared files</a>
 */
final class CredentialsFile {

    static final String NAME = "root-credentials";

    private static final long MAX_BYTES = 16 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final String ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";

    private final Path file;

    CredentialsFile(Path dataFolder) {
        this.file = dataFolder.resolve(NAME);
    }

    Path path() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Whether others than its owner may read it; false where the file system cannot say. */
    boolean isReadByOthers() throws IOException {
        if (!isPosix()) {
            return false;
        }
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        return granted.contains(PosixFilePermission.GROUP_READ)
                || granted.contains(PosixFilePermission.OTHERS_READ);
    }

    /**
     * @throws IllegalStateException with one line that says what is wrong, never quoting the file
     */
    AccessKey read() throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw malformed("it is larger than " + MAX_BYTES + " bytes");
        }
        String id = null;
        String secret = null;
        boolean inDefault = false;
        int number = 0;
        // Bytes that are not UTF-8 become replacement characters, which no key may hold.
        for (String raw :
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[")) {
                inDefault = line.equals("[default]");
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw malformed("line " + number + " is neither a [section] nor name = value");
            }
            String name = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (inDefault && name.equals(ID)) {
                id = once(id, value, ID);
            } else if (inDefault && name.equals(SECRET)) {
                secret = once(secret, value, SECRET);
            }
        }
        if (id == null || secret == null) {
            throw malformed("[default] must hold " + ID + " and " + SECRET);
        }
        requireSound(ID, AccessKey.faultOfId(id));
        requireSound(SECRET, AccessKey.faultOfSecret(secret));
        return new AccessKey(id, Secret.of(secret), RootKeys.ROOT_USER);
    }

    /**
     * Writes the file whole or not at all, readable by its owner only, and durably.
     *
     * @return false if the file was there already; it is left as it is
     */
    boolean create(AccessKey key) throws IOException {
        String text =
                "[default]\n"
                        + ID
                        + " = "
                        + key.id()
                        + "\n"
                        + SECRET
                        + " = "
                        + key.secret().reveal()
                        + "\n";
        Path temporary = Files.createTempFile(file.getParent(), NAME, ".tmp", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (!publish(temporary)) {
                return false;
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder();
        return true;
    }

    /** A hard link, unlike a rename, cannot replace what another process has put there. */
    private boolean publish(Path temporary) throws IOException {
        try {
            Files.createLink(file, temporary);
            return true;
        } catch (FileAlreadyExistsException other) {
            return false;
        } catch (UnsupportedOperationException | IOException noHardLinks) {
            try {
                Files.move(temporary, file);
                return true;
            } catch (FileAlreadyExistsException other) {
                return false;
            }
        }
    }

    private void forceFolder() throws IOException {
        if (!isPosix()) {
            // Windows cannot open a folder; there the rename itself is as durable as it gets.
            return;
        }
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private String once(String before, String value, String name) {
        if (before != null) {
            throw malformed(name + " is there more than once");
        }
        return value;
    }

    private void requireSound(String name, String fault) {
        if (fault != null) {
            throw malformed(name + " " + fault);
        }
    }

    private IllegalStateException malformed(String why) {
        return new IllegalStateException(
                "The root credentials in "
                        + file
                        + " cannot be used: "
                        + why
                        + ". Correct the file, or move it away to have new keys made.");
    }
}
