package io.artifactstore.web.s3;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** A document read by an XML parser that is not the one of the product: StAX there, DOM here. */
final class Xml {

    private final Document document;

    private Xml(Document document) {
        this.document = document;
    }

    static Xml of(String text) {
        try {
            var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return new Xml(builder.parse(new InputSource(new StringReader(text))));
        } catch (Exception broken) {
            throw new AssertionError("Not well-formed: " + text, broken);
        }
    }

    /** The text of the only node at {@code path}. */
    String text(String path) {
        List<String> found = texts(path);
        if (found.size() != 1) {
            throw new AssertionError("Not one " + path + ": " + found);
        }
        return found.get(0);
    }

    List<String> texts(String path) {
        try {
            NodeList nodes =
                    (NodeList)
                            XPathFactory.newDefaultInstance()
                                    .newXPath()
                                    .evaluate(path, document, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent());
            }
            return texts;
        } catch (javax.xml.xpath.XPathExpressionException wrong) {
            throw new AssertionError(path, wrong);
        }
    }

    String namespace() {
        return document.getDocumentElement().getAttribute("xmlns");
    }

    /** The default one prints to the console. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException found) throws SAXParseException {
            throw found;
        }

        @Override
        public void error(SAXParseException found) throws SAXParseException {
            throw found;
        }

        @Override
        public void fatalError(SAXParseException found) throws SAXParseException {
            throw found;
        }
    }
}
