package io.artifactstore.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootKeysTest {

    private static final String GOOD_SECRET = "0123456789abcdef";

    @TempDir Path folder;

    @Test
    void keysShouldBeMadeOnceWhenThereAreNone() throws IOException {
        Path data = folder.resolve("new/data");
        RootKeys.Loaded first = RootKeys.load(settings(data));

        Path file = data.resolve("root-credentials");
        assertThat(first.key().id()).matches("[A-Z2-7]{20}");
        assertThat(first.key().secret().reveal()).matches("[A-Za-z0-9]{40}");
        assertThat(first.key().userId()).isEqualTo("root");
        assertThat(file)
                .content()
                .isEqualTo(
                        "[default]\naws_access_key_id = "
                                + first.key().id()
                                + "\naws_secret_access_key = "
                                + first.key().secret().reveal()
                                + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(data).isDirectoryContaining(path -> path.equals(file));
        try (var entries = Files.list(data)) {
            assertThat(entries).containsExactly(file);
        }

        RootKeys.Loaded second = RootKeys.load(settings(data));
        assertThat(second.key().id()).isEqualTo(first.key().id());
        assertThat(second.key().secret().reveal()).isEqualTo(first.key().secret().reveal());
    }

    @Test
    void keysShouldDifferWhenMadeForAnotherFolder() {
        AccessKey one = RootKeys.load(settings(folder.resolve("one"))).key();
        AccessKey two = RootKeys.load(settings(folder.resolve("two"))).key();
        assertThat(one.id()).isNotEqualTo(two.id());
        assertThat(one.secret().reveal()).isNotEqualTo(two.secret().reveal());
    }

    @Test
    void fileShouldBeLeftAloneWhenItAppearsWhileKeysAreMade() throws IOException {
        CredentialsFile file = new CredentialsFile(folder);
        assertThat(file.create(key("FIRST"))).isTrue();
        assertThat(file.create(key("SECOND"))).isFalse();
        assertThat(file.read().id()).isEqualTo("FIRST");
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file.path());
        }
    }

    @Test
    void lossOfTheFileShouldBeReportedWhenTheFolderIsInUse() throws IOException {
        Files.writeString(folder.resolve("store-id"), "id");
        List<LogRecord> logged = new ArrayList<>();
        AccessKey made = logging(logged, () -> RootKeys.load(settings(folder)).key());
        assertThat(logged)
                .filteredOn(entry -> entry.getLevel() == Level.WARNING)
                .singleElement()
                .satisfies(entry -> assertThat(formatted(entry)).contains("root-credentials"));
        assertThat(logged)
                .allSatisfy(
                        entry ->
                                assertThat(formatted(entry))
                                        .doesNotContain(made.secret().reveal()));
        assertThat(Files.readString(folder.resolve("store-id"))).isEqualTo("id");
    }

    @Test
    void permissionsShouldBeReportedWhenOthersCanRead() throws IOException {
        RootKeys.load(settings(folder));
        Files.setPosixFilePermissions(
                folder.resolve("root-credentials"), PosixFilePermissions.fromString("rw-r--r--"));
        List<LogRecord> logged = new ArrayList<>();
        logging(logged, () -> RootKeys.load(settings(folder)).key());
        assertThat(logged)
                .singleElement()
                .satisfies(entry -> assertThat(formatted(entry)).contains("chmod 600"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[default]\n",
                "[default]\naws_access_key_id = ABC\n",
                "[default]\naws_secret_access_key = 0123456789abcdef\n",
                "[other]\naws_access_key_id = ABC\naws_secret_access_key = 0123456789abcdef\n",
                "[default]\naws_access_key_id = ABC\naws_secret_access_key = short\n",
                "[default]\naws_access_key_id = A/B\naws_secret_access_key = 0123456789abcdef\n",
                "[default]\naws_access_key_id = ABC\naws_access_key_id = ABD\naws_secret_access_key = 0123456789abcdef\n",
                "[default]\naws_access_key_id ABC\naws_secret_access_key = 0123456789abcdef\n"
            })
    void startShouldFailAndTheFileStayWhenItIsMalformed(String content) throws IOException {
        Path file = folder.resolve("root-credentials");
        Files.writeString(file, content);
        assertThatThrownBy(() -> RootKeys.load(settings(folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContainingAny("0123456789abcdef", "\n");
        assertThat(file).content().isEqualTo(content);
    }

    @Test
    void fileShouldBeReadWhenAPersonHasEditedIt() throws IOException {
        Files.writeString(
                folder.resolve("root-credentials"),
                "# mine\r\n[other]\naws_access_key_id=X\n\n[default]\nregion = us-east-1\n"
                        + " aws_access_key_id=ABC\r\n\taws_secret_access_key  =  0123456789=abcdef \n");
        AccessKey key = RootKeys.load(settings(folder)).key();
        assertThat(key.id()).isEqualTo("ABC");
        assertThat(key.secret().reveal()).isEqualTo("0123456789=abcdef");
    }

    @Test
    void startShouldFailWithWhatToDoWhenTheFolderCannotBeUsed() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> RootKeys.load(settings(notAFolder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ARTIFACT_STORE_DATA")
                .hasMessageNotContaining("\n");
        assertThat(notAFolder).content().isEqualTo("x");
    }

    @Test
    void settingsShouldWinAndNothingBeWrittenWhenTheyHoldTheKeys() {
        Path data = folder.resolve("data");
        RootKeys.Loaded loaded =
                RootKeys.load(
                        AccessSettings.read(
                                config(
                                        Map.of(
                                                "artifact-store.data",
                                                data.toString(),
                                                "artifact-store.root-access-key",
                                                "me1",
                                                "artifact-store.root-secret-key",
                                                GOOD_SECRET))));
        assertThat(loaded.key().id()).isEqualTo("me1");
        assertThat(loaded.key().secret().reveal()).isEqualTo(GOOD_SECRET);
        assertThat(data).doesNotExist();
        assertThat(loaded.notice().text())
                .contains("from the environment")
                .contains(
                        "AWS_ACCESS_KEY_ID=$ARTIFACT_STORE_ROOT_ACCESS_KEY"
                                + " AWS_SECRET_ACCESS_KEY=$ARTIFACT_STORE_ROOT_SECRET_KEY")
                .doesNotContain(GOOD_SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "me1,        ,                          ARTIFACT_STORE_ROOT_SECRET_KEY",
        ",           0123456789abcdef,          ARTIFACT_STORE_ROOT_ACCESS_KEY",
        "me,         0123456789abcdef,          ARTIFACT_STORE_ROOT_ACCESS_KEY",
        "a/b,        0123456789abcdef,          ARTIFACT_STORE_ROOT_ACCESS_KEY",
        "a=b,        0123456789abcdef,          ARTIFACT_STORE_ROOT_ACCESS_KEY",
        "'a,b',      0123456789abcdef,          ARTIFACT_STORE_ROOT_ACCESS_KEY",
        "'a b',      0123456789abcdef,          ARTIFACT_STORE_ROOT_ACCESS_KEY",
        "abé,        0123456789abcdef,          ARTIFACT_STORE_ROOT_ACCESS_KEY",
        "abc,        0123456789abcde,           ARTIFACT_STORE_ROOT_SECRET_KEY",
        "abc,        ' 0123456789abcdef',       ARTIFACT_STORE_ROOT_SECRET_KEY",
        "abc,        '0123456789abcdef\n',      ARTIFACT_STORE_ROOT_SECRET_KEY"
    })
    void startShouldFailNamingTheSettingWhenTheKeysInItAreNone(
            String id, String secret, String setting) {
        java.util.HashMap<String, String> values = new java.util.HashMap<>();
        if (id != null) {
            values.put("artifact-store.root-access-key", id);
        }
        if (secret != null) {
            values.put("artifact-store.root-secret-key", secret);
        }
        assertThatThrownBy(() -> AccessSettings.read(config(values)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(setting)
                .hasMessageNotContainingAny("0123456789abcde", "\n");
    }

    @Test
    void keyShouldBeAcceptedAtTheLimitsOfItsLength() {
        for (int length : new int[] {3, 128}) {
            assertThat(AccessKey.faultOfId("a".repeat(length))).isNull();
        }
        assertThat(AccessKey.faultOfId("a".repeat(129))).isNotNull();
        assertThat(AccessKey.faultOfSecret("a".repeat(16))).isNull();
        assertThat(AccessKey.faultOfSecret("a".repeat(513))).isNotNull();
    }

    @Test
    void defaultsShouldHoldWhenNothingIsSet() {
        AccessSettings settings = AccessSettings.read(config(Map.of()));
        assertThat(settings.dataFolder()).isAbsolute().hasFileName("data");
        assertThat(settings.rootKey()).isEmpty();
        assertThat(settings.httpPort()).isEqualTo("9080");
    }

    @Test
    void noticeShouldBeACommandThatWorksWithTheFile() {
        Path data = folder.resolve("it's data");
        RootKeys.Loaded loaded =
                RootKeys.load(
                        AccessSettings.read(
                                config(
                                        Map.of(
                                                "artifact-store.data",
                                                data.toString(),
                                                "ARTIFACT_STORE_HTTP_PORT",
                                                "19080"))));
        String quoted = (data + "/root-credentials").replace("'", "'\\''");
        assertThat(loaded.notice().text())
                .isEqualTo(
                        "Zot Artifact Store\n  endpoint    http://localhost:19080\n  keys        "
                                + data
                                + "/root-credentials\n  next        AWS_SHARED_CREDENTIALS_FILE='"
                                + quoted
                                + "' AWS_DEFAULT_REGION=us-east-1 aws --endpoint-url"
                                + " http://localhost:19080 s3 mb s3://my-bucket");
        assertThat(StartNotice.ofFile("9080", Path.of("/srv/data/root-credentials")).next())
                .startsWith("AWS_SHARED_CREDENTIALS_FILE=/srv/data/root-credentials AWS_");
    }

    @Test
    void secretShouldNeverShowWhenPrinted() {
        Secret secret = Secret.of(GOOD_SECRET);
        AccessKey key = new AccessKey("me1", secret, "root");
        RootKeys.Loaded loaded = new RootKeys.Loaded(key, StartNotice.ofEnvironment("9080"));
        AccessSettings settings = new AccessSettings(folder, java.util.Optional.of(key), "9080");
        for (Object holder : List.of(secret, key, loaded, settings)) {
            assertThat(holder.toString()).doesNotContain(GOOD_SECRET);
        }
        assertThat(secret).hasToString("Secret[hidden]");
    }

    private static AccessKey key(String id) {
        return new AccessKey(id, Secret.of(GOOD_SECRET), "root");
    }

    private static AccessSettings settings(Path data) {
        return AccessSettings.read(config(Map.of("artifact-store.data", data.toString())));
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }

    private static String formatted(LogRecord entry) {
        return new SimpleFormatter().formatMessage(entry);
    }

    private static AccessKey logging(
            List<LogRecord> into, java.util.function.Supplier<AccessKey> action) {
        Logger logger = Logger.getLogger(RootKeys.class.getName());
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        into.add(entry);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Level before = logger.getLevel();
        logger.addHandler(handler);
        logger.setLevel(Level.INFO);
        try {
            return action.get();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
    }
}
