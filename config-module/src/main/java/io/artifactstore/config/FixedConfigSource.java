package io.artifactstore.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** A config source whose values are known when it is made and never change. */
abstract class FixedConfigSource implements ConfigSource {

    private final String name;
    private final int ordinal;
    private final Map<String, String> values;

    FixedConfigSource(String name, int ordinal, Map<String, String> values) {
        this.name = name;
        this.ordinal = ordinal;
        this.values = values;
    }

    @Override
    public final int getOrdinal() {
        return ordinal;
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final Map<String, String> getProperties() {
        return values;
    }

    @Override
    public final Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public final String getValue(String key) {
        return values.get(key);
    }
}
