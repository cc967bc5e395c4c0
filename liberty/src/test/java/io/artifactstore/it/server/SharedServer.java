package io.artifactstore.it.server;

/**
 * One server for all tests that leave it as they found it: it is started by the first and stopped
 * with the JVM. Tests use buckets of their own and compare figures before and after.
 */
public final class SharedServer {

    private static StoreServer server;

    private SharedServer() {}

    public static synchronized StoreServer get() {
        if (server == null) {
            StoreServer started =
                    StoreServer.named("artifact-store-shared")
                            .with("ARTIFACT_STORE_HEALTH_INTERVAL", "PT1S")
                            .build();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            started.start();
            server = started;
        }
        return server;
    }
}
