package io.artifactstore.web.http;

/**
 * Parts of a request line that are fit for a log: nothing in them can begin a new line or a new
 * field.
 */
final class RequestLine {

    private static final int MAX_LENGTH = 64;

    private RequestLine() {}

    static String printable(String sent) {
        if (sent.isEmpty()) {
            return "-";
        }
        StringBuilder safe = new StringBuilder(Math.min(sent.length(), MAX_LENGTH));
        for (int i = 0; i < sent.length() && i < MAX_LENGTH; i++) {
            char c = sent.charAt(i);
            safe.append(c > ' ' && c < 0x7F && c != '=' ? c : '?');
        }
        return safe.toString();
    }
}
