package io.artifactstore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {

    @Test
    void documentShouldSayWhatTheListOfSettingsSays() throws IOException {
        if (Boolean.getBoolean("configuration.write")) {
            Files.createDirectories(ConfigurationDocument.FILE.getParent());
            Files.writeString(ConfigurationDocument.FILE, ConfigurationDocument.text());
        }
        assertThat(Files.readString(ConfigurationDocument.FILE))
                .as(
                        "docs/configuration.md is out of date: mvn -pl config-module -am test"
                                + " -Dconfiguration.write=true")
                .isEqualTo(ConfigurationDocument.text());
    }
}
