package io.artifactstore.config;

import java.util.List;
import java.util.Locale;

/**
 * The environment variables that MicroProfile Config takes for a key.
 *
 * @see <a
 *     href="https://download.eclipse.org/microprofile/microprofile-config-3.1/microprofile-config-spec-3.1.html#default_configsources.env.mapping">Environment
 *     variables mapping rules</a>
 */
final class EnvironmentName {

    private EnvironmentName() {}

    /** In the order in which they are tried. */
    static List<String> candidates(String key) {
        String replaced = key.replaceAll("[^A-Za-z0-9]", "_");
        return List.of(key, replaced, replaced.toUpperCase(Locale.ROOT));
    }

    /** The one that people write. */
    static String of(String key) {
        return candidates(key).get(2);
    }
}
