package io.artifactstore.metrics;

import io.artifactstore.api.artifact.Labelled;

/** The {@code method} label of requests: the nine standard methods, and one for all others. */
enum RequestMethod implements Labelled {
    GET,
    HEAD,
    PUT,
    POST,
    DELETE,
    OPTIONS,
    PATCH,
    TRACE,
    CONNECT,
    OTHER("_OTHER");

    private static final RequestMethod[] VALUES = values();

    private final String label;

    RequestMethod() {
        this.label = name();
    }

    RequestMethod(String label) {
        this.label = label;
    }

    /**
     * @param method as sent: anything. Methods are case-sensitive, so {@code get} is none of the
     *     nine.
     */
    static RequestMethod of(String method) {
        return switch (method) {
            case "GET" -> GET;
            case "HEAD" -> HEAD;
            case "PUT" -> PUT;
            case "POST" -> POST;
            case "DELETE" -> DELETE;
            case "OPTIONS" -> OPTIONS;
            case "PATCH" -> PATCH;
            case "TRACE" -> TRACE;
            case "CONNECT" -> CONNECT;
            default -> OTHER;
        };
    }

    /** By ordinal, without the copy that {@code values()} makes. */
    static RequestMethod at(int ordinal) {
        return VALUES[ordinal];
    }

    @Override
    public String label() {
        return label;
    }
}
