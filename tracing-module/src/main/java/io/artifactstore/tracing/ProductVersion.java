package io.artifactstore.tracing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version this was built as. */
final class ProductVersion {

    private static final String RESOURCE = "version.properties";

    private ProductVersion() {}

    static String get() {
        try (InputStream in = ProductVersion.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The build's " + RESOURCE + " cannot be read: rebuild the module", unreadable);
        }
    }
}
