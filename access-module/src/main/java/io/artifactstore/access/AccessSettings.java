package io.artifactstore.access;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of this module, read once.
 *
 * @param dataFolder absolute
 * @param rootKey the root user's key if the settings hold one
 * @param httpPort for the endpoint that the start notice shows
 */
record AccessSettings(Path dataFolder, Optional<AccessKey> rootKey, String httpPort) {

    static final String DATA = "artifact-store.data";
    static final String ROOT_ACCESS_KEY = "artifact-store.root-access-key";
    static final String ROOT_SECRET_KEY = "artifact-store.root-secret-key";
    static final String HTTP_PORT = "ARTIFACT_STORE_HTTP_PORT";

    private static final String BOTH_OR_NEITHER =
            "Set both ARTIFACT_STORE_ROOT_ACCESS_KEY ("
                    + ROOT_ACCESS_KEY
                    + ") and ARTIFACT_STORE_ROOT_SECRET_KEY ("
                    + ROOT_SECRET_KEY
                    + "), or neither: only the ";

    /**
     * @throws IllegalStateException with one line that names the setting and what is allowed
     */
    static AccessSettings read(Config config) {
        String data = config.getOptionalValue(DATA, String.class).orElse("data");
        Path folder;
        try {
            folder = Path.of(data).toAbsolutePath().normalize();
        } catch (InvalidPathException notAPath) {
            throw new IllegalStateException(
                    DATA + " (ARTIFACT_STORE_DATA) is not a path of this system: " + data);
        }
        return new AccessSettings(
                folder,
                rootKey(
                        config.getOptionalValue(ROOT_ACCESS_KEY, String.class),
                        config.getOptionalValue(ROOT_SECRET_KEY, String.class)),
                config.getOptionalValue(HTTP_PORT, String.class).orElse("9080"));
    }

    private static Optional<AccessKey> rootKey(Optional<String> id, Optional<String> secret) {
        if (id.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (secret.isEmpty()) {
            throw new IllegalStateException(BOTH_OR_NEITHER + "first is set.");
        }
        if (id.isEmpty()) {
            throw new IllegalStateException(BOTH_OR_NEITHER + "second is set.");
        }
        requireSound(
                "ARTIFACT_STORE_ROOT_ACCESS_KEY (" + ROOT_ACCESS_KEY + ")",
                AccessKey.faultOfId(id.get()));
        requireSound(
                "ARTIFACT_STORE_ROOT_SECRET_KEY (" + ROOT_SECRET_KEY + ")",
                AccessKey.faultOfSecret(secret.get()));
        return Optional.of(new AccessKey(id.get(), Secret.of(secret.get()), RootKeys.ROOT_USER));
    }

    private static void requireSound(String setting, String fault) {
        if (fault != null) {
            throw new IllegalStateException(setting + " " + fault + ".");
        }
    }
}
