package io.artifactstore.tracing;

import java.util.Map;
import java.util.function.Supplier;

/** The server's way of adding fields to log lines. */
interface LogExtensions extends AutoCloseable {

    /** A server, or a unit test, that has no such way. */
    LogExtensions NONE = () -> {};

    /** Log lines get these fields no more. */
    @Override
    void close();

    /**
     * Adds fields to each log line.
     *
     * @param values by field name; asked on the thread that logs; null leaves the field out
     */
    static LogExtensions register(Map<String, Supplier<String>> values) {
        try {
            return new LibertyLogExtensions(values);
        } catch (LinkageError notOnLiberty) {
            return NONE;
        }
    }
}
