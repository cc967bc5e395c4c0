package io.artifactstore.config;

/** Foreign text, fit for a line of a log. */
final class OneLine {

    private static final int MAX_LENGTH = 120;

    private OneLine() {}

    /** {@code text} without control characters, cut if it is long. */
    static String of(String text) {
        StringBuilder line = new StringBuilder();
        int end = Math.min(text.length(), MAX_LENGTH);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean printable =
                    !Character.isISOControl(c)
                            && Character.getType(c) != Character.FORMAT
                            && Character.getType(c) != Character.LINE_SEPARATOR
                            && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
            line.append(printable ? c : '?');
        }
        return text.length() > end ? line.append('…').toString() : line.toString();
    }
}
