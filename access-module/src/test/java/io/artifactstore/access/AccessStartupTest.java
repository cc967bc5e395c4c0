package io.artifactstore.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artifactstore.api.event.ApplicationStarted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessStartupTest {

    /** Of the whole module: the refusal and the greeting are logged by two classes. */
    private static final Logger LOGGER = Logger.getLogger(AccessStartup.class.getPackageName());

    @TempDir Path folder;

    private final List<String> logged = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    logged.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        System.setProperty(AccessSettings.DATA, folder.toString());
        LOGGER.addHandler(handler);
        LOGGER.setLevel(Level.INFO);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        System.clearProperty(AccessSettings.DATA);
        LOGGER.removeHandler(handler);
        LOGGER.setLevel(null);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void startShouldSayWhereTheKeysAreButNotWhatTheyAre() throws Exception {
        AccessStartup startup = startup();
        startup.start();
        Greeting greeting = new Greeting();
        greeting.keys = startup.keys;
        logged.clear();
        greeting.onStarted(new ApplicationStarted());

        AccessKey key = new CredentialsFile(folder).read();
        assertThat(startup.keys.find(key.id())).isNotNull();
        assertThat(startup.keys.find("other")).isNull();
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("INFO Zot Artifact Store\n  endpoint    http://localhost:")
                .contains("keys        " + folder + "/root-credentials\n")
                .doesNotContain(key.secret().reveal(), key.id());
    }

    @Test
    void startShouldFailWithOneLineWhenTheKeysCannotBeUsed() throws Exception {
        Files.writeString(folder.resolve("root-credentials"), "nonsense");
        assertThatThrownBy(() -> startup().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("\n");
        assertThat(logged).singleElement().asString().startsWith("SEVERE The root credentials");
    }

    private static AccessStartup startup() {
        AccessStartup startup = new AccessStartup();
        startup.keys = new RootKeys();
        return startup;
    }
}
