package io.artifactstore.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Variants of the product's EAR. */
public final class EarEditor {

    private static final String DESCRIPTOR = "META-INF/application.xml";

    private EarEditor() {}

    /** A copy of the EAR without one of its EJB modules. */
    public static Path without(String module) {
        Path variant =
                StoreServer.workFolder().resolve("artifact-store-without-" + module + ".ear");
        String file = module + ".jar";
        boolean removed = false;
        try (ZipInputStream in =
                        new ZipInputStream(Files.newInputStream(StoreServer.productEar()));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(variant))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(file)) {
                    removed = true;
                    continue;
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                copy(entry, in, out, file);
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + variant, e);
        }
        if (!removed) {
            throw new IllegalStateException("The EAR has no " + file);
        }
        return variant;
    }

    private static void copy(ZipEntry entry, InputStream in, OutputStream out, String file)
            throws IOException {
        if (!entry.getName().equals(DESCRIPTOR)) {
            in.transferTo(out);
            return;
        }
        String descriptor = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String edited =
                descriptor.replaceAll("<module>\\s*<ejb>" + file + "</ejb>\\s*</module>", "");
        if (edited.equals(descriptor)) {
            throw new IllegalStateException("application.xml does not name " + file);
        }
        out.write(edited.getBytes(StandardCharsets.UTF_8));
    }
}
