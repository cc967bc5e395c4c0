package io.artifactstore.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The YAML file as dotted keys, or why it cannot be used: reading never throws, because it happens
 * while class loaders and the configuration are still being set up. {@link SettingsCheck} reports.
 *
 * @param values in the order of the file; empty if there is a problem
 * @param problem one sentence without any of the file's content, which may hold secrets
 */
record ConfigurationFile(Map<String, String> values, Optional<String> problem) {

    /** Largest file, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    static final ConfigurationFile NONE = new ConfigurationFile(Map.of(), Optional.empty());

    static ConfigurationFile read(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            // Bounded while reading: the length of a pipe or a device is not known before.
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return unusable("is larger than " + MAX_BYTES + " bytes");
            }
            return parse(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException | InvalidPathException absent) {
            return unusable("does not exist");
        } catch (CharacterCodingException notText) {
            return unusable("is not UTF-8 text");
        } catch (IOException | SecurityException unreadable) {
            return unusable("cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    static ConfigurationFile parse(String yaml) {
        try {
            return new ConfigurationFile(YamlSettings.flatten(yaml), Optional.empty());
        } catch (YamlSettings.UnusableException unusable) {
            return unusable(unusable.getMessage());
        }
    }

    private static ConfigurationFile unusable(String why) {
        return new ConfigurationFile(Map.of(), Optional.of(why));
    }

    /** Never the values: they may be secrets. */
    @Override
    public String toString() {
        return "ConfigurationFile" + values.keySet() + problem.map(why -> " " + why).orElse("");
    }
}
