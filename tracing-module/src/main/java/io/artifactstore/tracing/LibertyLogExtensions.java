package io.artifactstore.tracing;

import com.ibm.websphere.logging.hpel.LogRecordContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Liberty's log record context. Loaded only where Liberty's classes are. */
final class LibertyLogExtensions implements LogExtensions {

    // Liberty refers to them weakly, so that a forgotten one holds no application: these fields
    // keep
    // them alive.
    private final Map<String, LogRecordContext.Extension> registered = new LinkedHashMap<>();

    LibertyLogExtensions(Map<String, Supplier<String>> values) {
        values.forEach(
                (name, value) -> {
                    LogRecordContext.Extension extension = value::get;
                    // An application that was stopped without its end leaves its own behind.
                    LogRecordContext.unregisterExtension(name);
                    LogRecordContext.registerExtension(name, extension);
                    registered.put(name, extension);
                });
    }

    @Override
    public void close() {
        registered.keySet().forEach(LogRecordContext::unregisterExtension);
        registered.clear();
    }
}
