package io.artifactstore.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Headers as they stand in one column: a line {@code name=value} each, user metadata under its full
 * name {@code x-amz-meta-…}. A backslash stands before a backslash and an equals sign of a name,
 * and {@code \n} for a line feed.
 */
final class HeaderText {

    private static final String USER = "x-amz-meta-";

    private HeaderText() {}

    /** Null for no headers. */
    static String of(Map<String, String> standard, Map<String, String> user) {
        if (standard.isEmpty() && user.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder(64);
        standard.forEach((name, value) -> line(text, name, value));
        user.forEach((name, value) -> line(text, USER + name, value));
        return text.toString();
    }

    /** The standard headers of {@code text}, which may be null, and the user's, without prefix. */
    static Parsed parse(String text) {
        if (text == null) {
            return Parsed.NONE;
        }
        Map<String, String> standard = new TreeMap<>();
        Map<String, String> user = new LinkedHashMap<>();
        StringBuilder part = new StringBuilder();
        String name = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                part.append(escaped == 'n' ? '\n' : escaped);
            } else if (c == '=' && name == null) {
                name = part.toString();
                part.setLength(0);
            } else if (c == '\n') {
                keep(name, part.toString(), standard, user);
                name = null;
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        return new Parsed(standard, user);
    }

    private static void keep(
            String name, String value, Map<String, String> standard, Map<String, String> user) {
        if (name.startsWith(USER)) {
            user.put(name.substring(USER.length()), value);
        } else {
            standard.put(name, value);
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        escape(text, name, true);
        text.append('=');
        escape(text, value, false);
        text.append('\n');
    }

    private static void escape(StringBuilder text, String part, boolean isName) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\n') {
                text.append("\\n");
            } else if (c == '\\' || isName && c == '=') {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
    }

    record Parsed(Map<String, String> standard, Map<String, String> user) {
        static final Parsed NONE = new Parsed(Map.of(), Map.of());
    }
}
