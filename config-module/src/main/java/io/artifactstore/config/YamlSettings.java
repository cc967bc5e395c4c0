package io.artifactstore.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Turns YAML into dotted keys, within limits. */
final class YamlSettings {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_ALIASES = 10;
    private static final int MAX_KEYS = 2_000;

    private final Map<String, String> flat = new LinkedHashMap<>();

    private YamlSettings() {}

    /**
     * @return the settings in the order of the file; keys without a value are left out
     * @throws UnusableException if this is no YAML, no mapping, or beyond a limit
     */
    static Map<String, String> flatten(String yaml) throws UnusableException {
        // Failsafe: every scalar stays the text that stands in the file. What is a number or a
        // boolean is decided by the setting, in one place for all sources.
        LoadSettings settings =
                LoadSettings.builder()
                        .setSchema(new FailsafeSchema())
                        // That schema has no null, yet this is what an empty document is.
                        .setTagConstructors(Map.of(Tag.NULL, node -> null))
                        .setCodePointLimit(ConfigurationFile.MAX_BYTES)
                        .setMaxAliasesForCollections(MAX_ALIASES)
                        .setAllowDuplicateKeys(false)
                        .setAllowRecursiveKeys(false)
                        .setAllowNonScalarKeys(false)
                        .build();
        try {
            checkLimits(settings, yaml);
            Object root = new Load(settings).loadFromString(yaml);
            YamlSettings result = new YamlSettings();
            if (root instanceof Map<?, ?> map) {
                result.flatten("", map);
            } else if (root != null && !isAbsent(root.toString())) {
                throw new UnusableException("holds no settings, but a list or a text");
            }
            return Collections.unmodifiableMap(result.flat);
        } catch (DuplicateKeyException twice) {
            throw new UnusableException("has a key twice" + position(twice));
        } catch (MarkedYamlEngineException invalid) {
            throw new UnusableException("is not valid YAML" + position(invalid));
        } catch (RuntimeException invalid) {
            // Any: a fault in the parser must not escape into the class that loads a config source.
            throw new UnusableException("is not valid YAML");
        }
    }

    /** Before anything is built: the parser works without recursion, the loader does not. */
    private static void checkLimits(LoadSettings settings, String yaml) throws UnusableException {
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            if (event instanceof CollectionStartEvent start) {
                depth++;
                refuseTag(start.getTag(), event);
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof AliasEvent) {
                aliases++;
            } else if (event instanceof ScalarEvent scalar) {
                refuseTag(scalar.getTag(), event);
            }
            if (depth > MAX_DEPTH) {
                throw new UnusableException("is nested deeper than " + MAX_DEPTH + " levels");
            }
            if (aliases > MAX_ALIASES) {
                throw new UnusableException("has more than " + MAX_ALIASES + " aliases");
            }
        }
    }

    private static void refuseTag(Optional<String> tag, Event event) throws UnusableException {
        if (tag.isPresent() && !tag.get().equals("!")) {
            throw new UnusableException(
                    "uses a tag"
                            + event.getStartMark()
                                    .map(mark -> " at line " + (mark.getLine() + 1))
                                    .orElse("")
                            + "; tags are not supported");
        }
    }

    private void flatten(String prefix, Map<?, ?> map) throws UnusableException {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = prefix + entry.getKey();
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> nested) {
                flatten(key + ".", nested);
            } else if (value instanceof List<?> list) {
                put(key, joined(key, list));
            } else if (value != null && !isAbsent(value.toString())) {
                put(key, value.toString());
            }
        }
    }

    private void put(String key, String value) throws UnusableException {
        if (flat.put(key, value) != null) {
            throw new UnusableException("has the key " + OneLine.of(key) + " twice");
        }
        if (flat.size() > MAX_KEYS) {
            throw new UnusableException("has more than " + MAX_KEYS + " settings");
        }
    }

    /** As MicroProfile Config writes lists. */
    private static String joined(String key, List<?> list) throws UnusableException {
        StringBuilder text = new StringBuilder();
        for (Object element : list) {
            if (element instanceof Map || element instanceof List) {
                throw new UnusableException(
                        "has a list of lists or mappings at " + OneLine.of(key));
            }
            text.append(text.isEmpty() ? "" : ",")
                    .append(String.valueOf(element).replace("\\", "\\\\").replace(",", "\\,"));
        }
        return text.toString();
    }

    private static boolean isAbsent(String scalar) {
        return scalar.isEmpty() || scalar.equals("~") || scalar.equals("null");
    }

    // Not the parser's own words: they quote what it found, which may be part of a secret.
    private static String position(MarkedYamlEngineException invalid) {
        return invalid.getProblemMark()
                .map(
                        mark ->
                                " at line "
                                        + (mark.getLine() + 1)
                                        + ", column "
                                        + (mark.getColumn() + 1))
                .orElse("");
    }

    /** Why the file cannot be used; the message continues "the file … ". */
    static final class UnusableException extends Exception {

        UnusableException(String message) {
            super(message);
        }
    }
}
