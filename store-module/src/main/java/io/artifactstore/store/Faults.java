package io.artifactstore.store;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.FaultOccurred.Component;
import io.artifactstore.api.event.FaultOccurred.Type;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what the disk and the database say into what the rest of the store understands. */
final class Faults {

    /** Less than this is free on a disk that is called full. */
    private static final long FULL_BELOW_BYTES = 256 * 1024;

    private Faults() {}

    /** The answer to a client when {@code fault} is why its request failed. */
    static S3Exception answer(StoreFault fault) {
        return switch (fault.type()) {
            case OVERLOAD ->
                    new S3Exception(S3ErrorCode.SLOW_DOWN, S3ErrorCode.SLOW_DOWN.message(), fault);
            case DISK_FULL ->
                    unavailable("The store's disk is full. Reads work, writes do not.", fault);
            case READ_ONLY ->
                    unavailable("The store's disk is read-only. Reads work, writes do not.", fault);
            case INTERNAL, CORRUPT ->
                    new S3Exception(
                            S3ErrorCode.INTERNAL_ERROR,
                            S3ErrorCode.INTERNAL_ERROR.message(),
                            fault);
            case IO, TIMEOUT, UNAVAILABLE ->
                    unavailable(S3ErrorCode.SERVICE_UNAVAILABLE.message(), fault);
        };
    }

    static S3Exception answer(Type type, Component component, String message, Throwable cause) {
        return answer(new StoreFault(type, component, message, cause));
    }

    private static S3Exception unavailable(String message, StoreFault fault) {
        return new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE, message, fault);
    }

    /** What failed in the database. */
    static StoreFault ofSql(SQLException fault) {
        return new StoreFault(typeOf(fault), Component.METADATA, fault.getMessage(), fault);
    }

    static Type typeOf(SQLException fault) {
        if (resultCode(fault) == SQLiteErrorCode.SQLITE_READONLY_DBMOVED.code) {
            return Type.UNAVAILABLE;
        }
        return switch (resultCode(fault) & 0xff) {
            case 5, 6, 9, 14 -> Type.UNAVAILABLE; // BUSY, LOCKED, INTERRUPT, CANTOPEN
            case 8 -> Type.READ_ONLY;
            case 10 -> Type.IO;
            case 11, 26 -> Type.CORRUPT; // CORRUPT, NOTADB
            case 13 -> Type.DISK_FULL;
            default -> Type.INTERNAL;
        };
    }

    /**
     * Whether the handle that said this must not be used again: an I/O error leaves open what is on
     * the disk, and the kernel reports a failed flush only once.
     */
    static boolean breaksHandle(SQLException fault) {
        Type type = typeOf(fault);
        return type == Type.IO
                || type == Type.CORRUPT
                || (resultCode(fault) & 0xff) == SQLiteErrorCode.SQLITE_CANTOPEN.code;
    }

    /** A constraint or a value too big: the statement is to blame, the database is well. */
    static boolean blamesStatement(SQLException fault) {
        int primary = resultCode(fault) & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || primary == SQLiteErrorCode.SQLITE_TOOBIG.code
                || primary == SQLiteErrorCode.SQLITE_MISMATCH.code
                || primary == SQLiteErrorCode.SQLITE_RANGE.code;
    }

    /** A ROLLBACK had nothing to undo; SQLite has no code of its own for that. */
    static boolean meansNoTransaction(SQLException fault) {
        return (resultCode(fault) & 0xff) == SQLiteErrorCode.SQLITE_ERROR.code
                && String.valueOf(fault.getMessage()).contains("no transaction is active");
    }

    private static int resultCode(SQLException fault) {
        return fault instanceof SQLiteException sqlite
                ? sqlite.getResultCode().code
                : fault.getErrorCode();
    }

    /**
     * Why a file operation failed. The reason comes as text in the system's language, so what the
     * file system says about itself decides where the text does not.
     *
     * @param folder on the file system in question
     */
    static Type typeOf(IOException fault, Path folder) {
        if (fault instanceof BlobFault known) {
            return known.type();
        }
        String reason =
                String.valueOf(
                                fault instanceof FileSystemException file
                                        ? file.getReason()
                                        : fault.getMessage())
                        .toLowerCase(Locale.ROOT);
        if (reason.contains("no space left") || reason.contains("quota exceeded")) {
            return Type.DISK_FULL;
        }
        if (reason.contains("read-only file system")) {
            return Type.READ_ONLY;
        }
        try {
            var store = Files.getFileStore(folder);
            if (store.isReadOnly()) {
                return Type.READ_ONLY;
            }
            return store.getUsableSpace() < FULL_BELOW_BYTES ? Type.DISK_FULL : Type.IO;
        } catch (IOException away) {
            return Type.UNAVAILABLE;
        }
    }
}
