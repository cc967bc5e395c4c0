package io.artifactstore.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A small file system in memory. Only root may mount one: elsewhere the test is skipped with this
 * reason, in CI it fails.
 */
public record Tmpfs(Path folder) implements AutoCloseable {

    public static Tmpfs mount(Path folder, int mebibytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + folder, e);
        }
        int status =
                run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + mebibytes + "m",
                        "artifact-store-test",
                        folder.toString());
        if (System.getenv("CI") == null) {
            Assumptions.assumeTrue(
                    status == 0, "A full disk needs a tmpfs, and only root may mount one");
        }
        if (status != 0) {
            throw new IllegalStateException(
                    "Cannot mount a tmpfs on " + folder + ": mount ended with " + status);
        }
        return new Tmpfs(folder);
    }

    @Override
    public void close() {
        int status = run("umount", folder.toString());
        if (status != 0) {
            throw new IllegalStateException(
                    "Cannot unmount " + folder + ": umount ended with " + status);
        }
    }

    private static int run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
