package io.artifactstore.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The root user's key: from the settings, else from the data folder, else made now. There is no
 * default one.
 */
@ApplicationScoped
public class RootKeys implements AccessKeys {

    /** The user that may do everything. */
    static final String ROOT_USER = "root";

    private static final Logger LOG = Logger.getLogger(RootKeys.class.getName());

    /** The store module's marker of a data folder that has been used; only looked at here. */
    private static final String STORE_MARKER = "store-id";

    private static final String ID_PREFIX = "ZAS";
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 20;
    private static final String SECRET_ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 40;

    private volatile Loaded loaded;

    /** For the container. */
    public RootKeys() {
        // Loaded at the start of the application, or with the first question.
    }

    @Override
    public AccessKey find(String id) {
        AccessKey key = loaded().key();
        return key.id().equals(id) ? key : null;
    }

    /**
     * Loads or makes the keys; does nothing the second time.
     *
     * @return what to tell whoever started the store
     * @throws IllegalStateException with one line that says what is wrong and what to do
     */
    public StartNotice load() {
        return loaded().notice();
    }

    private Loaded loaded() {
        Loaded current = loaded;
        if (current == null) {
            synchronized (this) {
                current = loaded;
                if (current == null) {
                    current = load(AccessSettings.read(ConfigProvider.getConfig()));
                    loaded = current;
                }
            }
        }
        return current;
    }

    static Loaded load(AccessSettings settings) {
        if (settings.rootKey().isPresent()) {
            return new Loaded(
                    settings.rootKey().get(), StartNotice.ofEnvironment(settings.httpPort()));
        }
        Path folder = settings.dataFolder();
        CredentialsFile file = new CredentialsFile(folder);
        try {
            if (!file.exists()) {
                make(folder, file);
            }
            AccessKey key = file.read();
            if (file.isReadByOthers()) {
                LOG.log(Level.WARNING, "Others can read {0}; run: chmod 600 {0}", file.path());
            }
            return new Loaded(key, StartNotice.ofFile(settings.httpPort(), file.path()));
        } catch (IOException fault) {
            throw new IllegalStateException(
                    "The root credentials cannot be read from or written to "
                            + file.path()
                            + " ("
                            + fault.getClass().getSimpleName()
                            + "). Make the folder writable for this process, set "
                            + AccessSettings.DATA
                            + " (ARTIFACT_STORE_DATA) to another, or set ARTIFACT_STORE_ROOT_ACCESS_KEY and"
                            + " ARTIFACT_STORE_ROOT_SECRET_KEY.",
                    fault);
        }
    }

    private static void make(Path folder, CredentialsFile file) throws IOException {
        if (Files.exists(folder.resolve(STORE_MARKER))) {
            LOG.log(
                    Level.WARNING,
                    "The data folder is in use but {0} is missing: new root credentials are made, and the"
                            + " former ones no longer work",
                    file.path());
        }
        if (!Files.exists(folder)) {
            // The store module makes the folder as well; either may be the first.
            Files.createDirectories(folder);
        }
        SecureRandom random = new SecureRandom();
        AccessKey made =
                new AccessKey(
                        ID_PREFIX + random(random, ID_ALPHABET, ID_LENGTH - ID_PREFIX.length()),
                        Secret.of(random(random, SECRET_ALPHABET, SECRET_LENGTH)),
                        ROOT_USER);
        if (file.create(made)) {
            LOG.log(Level.INFO, "New root credentials were made: {0}", file.path());
        }
    }

    private static String random(SecureRandom random, String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** The key in use, and where it is from. */
    record Loaded(AccessKey key, StartNotice notice) {}
}
