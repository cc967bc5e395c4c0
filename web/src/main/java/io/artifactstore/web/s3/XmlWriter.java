package io.artifactstore.web.s3;

import java.nio.charset.StandardCharsets;

/**
 * Writes the small XML documents of S3. Control characters that XML 1.0 has no way to write go out
 * as numeric references, as Amazon's do: clients that list such keys ask for {@code
 * encoding-type=url}.
 */
final class XmlWriter {

    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringBuilder text;

    XmlWriter(int expectedLength) {
        text =
                new StringBuilder(expectedLength)
                        .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** Opens the document's root in the S3 namespace. */
    XmlWriter root(String name) {
        text.append('<').append(name).append(" xmlns=\"").append(NAMESPACE).append("\">");
        return this;
    }

    XmlWriter open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    XmlWriter close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    XmlWriter element(String name, String value) {
        open(name);
        escape(value);
        return close(name);
    }

    XmlWriter element(String name, long value) {
        open(name);
        text.append(value);
        return close(name);
    }

    XmlWriter element(String name, boolean value) {
        open(name);
        text.append(value);
        return close(name);
    }

    /** Appends what is known to need no escaping. */
    XmlWriter raw(String markup) {
        text.append(markup);
        return this;
    }

    byte[] toBytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void escape(String value) {
        int clean = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > '>' || c != '&' && c != '<' && c != '>' && c != '"' && c >= ' ') {
                continue;
            }
            text.append(value, clean, i);
            clean = i + 1;
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                default -> text.append("&#x").append(Integer.toHexString(c)).append(';');
            }
        }
        text.append(value, clean, value.length());
    }
}
