package io.artifactstore.tracing;

/** Bounds what clients can make a span weigh. */
final class SpanText {

    /** Longest path, query, key or other attribute, in UTF-16 units. */
    static final int MAX_LENGTH = 4096;

    /** Longest host, method or user agent, in UTF-16 units. */
    static final int MAX_BRIEF_LENGTH = 256;

    private SpanText() {}

    static String bounded(String text) {
        return cut(text, MAX_LENGTH);
    }

    static String brief(String text) {
        return cut(text, MAX_BRIEF_LENGTH);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
