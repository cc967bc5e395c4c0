package io.artifactstore.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
final class StoreVersion {

    static final String CURRENT = read();

    private StoreVersion() {}

    // From a resource and not from the manifest: liberty:run deploys class folders, without one.
    private static String read() {
        try (InputStream in = StoreVersion.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
