package io.artifactstore.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Properties;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is running.
 *
 * @param version of the store
 * @param commit it was built from, {@code unknown} unless the build was told
 * @param java version of the Java runtime
 * @param liberty version of the server, {@code unknown} outside one
 */
record BuildInfo(String version, String commit, String java, String liberty) {

    private static final String RESOURCE = "/META-INF/artifact-store-build.properties";
    private static final String UNKNOWN = "unknown";

    static BuildInfo read() {
        Properties build = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, unreadable);
        }
        return new BuildInfo(
                build.getProperty("version", UNKNOWN),
                build.getProperty("commit", UNKNOWN),
                Runtime.version().toString(),
                libertyVersion());
    }

    private static String libertyVersion() {
        try {
            Object version =
                    ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(
                                    new ObjectName("WebSphere:feature=kernel,name=ServerInfo"),
                                    "LibertyVersion");
            return version == null ? UNKNOWN : version.toString();
        } catch (JMException noServer) {
            return UNKNOWN;
        }
    }
}
