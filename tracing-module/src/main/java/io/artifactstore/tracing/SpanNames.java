package io.artifactstore.tracing;

import io.artifactstore.api.artifact.Labelled;

/** The span names of a closed list of operations, put together once. */
final class SpanNames<E extends Enum<E> & Labelled> {

    private final String[] names;

    SpanNames(String prefix, Class<E> operations) {
        E[] constants = operations.getEnumConstants();
        names = new String[constants.length];
        for (E constant : constants) {
            names[constant.ordinal()] = prefix + constant.label();
        }
    }

    String of(E operation) {
        return names[operation.ordinal()];
    }
}
