package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the small XML documents that clients send: UTF-8, no DTD, no external entity, no deep
 * nesting.
 */
final class XmlBody {

    private static final int MAX_DEPTH = 16;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final XMLInputFactory FACTORY = factory();

    private XmlBody() {}

    /** What is done with the text of each element. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param path the element's names from the root, joined by slashes, without namespaces
         * @param text its text, or null for an element that has children
         */
        void element(String path, String text);
    }

    /**
     * Calls {@code visitor} at the end of each element.
     *
     * @throws S3Exception {@code MalformedXML}
     */
    static void read(byte[] body, String root, Visitor visitor) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text(body)));
            try {
                walk(reader, root, visitor);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            throw malformed(S3ErrorCode.MALFORMED_XML.message());
        }
    }

    private static void walk(XMLStreamReader reader, String root, Visitor visitor)
            throws XMLStreamException {
        StringBuilder path = new StringBuilder();
        StringBuilder text = new StringBuilder();
        boolean leaf = false;
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    if (depth == 0 && !reader.getLocalName().equals(root)) {
                        throw malformed("The document's root must be " + root + ".");
                    }
                    if (++depth > MAX_DEPTH) {
                        throw malformed("The document is nested too deeply.");
                    }
                    path.append('/').append(reader.getLocalName());
                    text.setLength(0);
                    leaf = true;
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                        text.append(reader.getText());
                case XMLStreamReader.END_ELEMENT -> {
                    visitor.element(path.substring(1), leaf ? text.toString() : null);
                    path.setLength(path.lastIndexOf("/"));
                    depth--;
                    leaf = false;
                }
                case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE ->
                        throw malformed("A document type or entity is not allowed.");
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
    }

    /**
     * Decoded here and not by the parser, whatever encoding the document declares: the JDK's prints
     * each byte it cannot decode to the console, where a client could flood the log.
     */
    private static String text(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw malformed("The document is not UTF-8.");
        }
    }

    static S3Exception malformed(String message) {
        return new S3Exception(S3ErrorCode.MALFORMED_XML, message);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Since JDK 24 these stop a document at 100,000 times &amp;, which a DeleteObjects may
        // have.
        // No entity but the predefined ones gets so far; the caller bounds the document.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("External entities are not allowed");
                });
        return factory;
    }
}
