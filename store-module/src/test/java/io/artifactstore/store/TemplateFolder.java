package io.artifactstore.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A data folder as it is after its first start: made once, since that takes dozens of flushes. */
final class TemplateFolder {

    /** Loaded by whoever needs one: a process made to be killed would leave it behind. */
    private static final class Template {
        static final Path FOLDER = make();
    }

    private TemplateFolder() {}

    /** Nothing happens if {@code folder} exists. */
    static void copyTo(Path folder) {
        if (Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(Template.FOLDER)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(Template.FOLDER.relativize(file)));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Path make() {
        try {
            Path parent = Files.createTempDirectory("store-template");
            Path folder = parent.resolve("data");
            LocalStore.open(
                            StoreSettings.in(folder),
                            Cdi.operations(),
                            Cdi.events(),
                            LocalStore.Seams.NONE)
                    .close();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(parent)));
            return folder;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void delete(Path parent) {
        try (Stream<Path> files = Files.walk(parent)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(TemplateFolder::deleteOne);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
