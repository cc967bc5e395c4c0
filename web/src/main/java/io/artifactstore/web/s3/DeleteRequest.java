package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3Exception;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a DeleteObjects.
 *
 * @param keys as the client wrote them, not validated yet
 * @param quiet whether only errors are answered
 */
record DeleteRequest(List<Entry> keys, boolean quiet) {

    /** Most keys of one request (Amazon S3, DeleteObjects). */
    static final int MAX_KEYS = 1000;

    /**
     * @param versionId null if the client named none
     * @param condition the name of a condition on the object, or null if there is none
     */
    record Entry(String key, String versionId, String condition) {}

    /**
     * @throws S3Exception {@code MalformedXML}: also for no key, an object without a key, or more
     *     than 1,000
     */
    static DeleteRequest parse(byte[] body) {
        Parser parser = new Parser();
        XmlBody.read(body, "Delete", parser);
        if (parser.keys.isEmpty()) {
            throw XmlBody.malformed("A Delete names at least one object.");
        }
        return new DeleteRequest(List.copyOf(parser.keys), parser.quiet);
    }

    private static final class Parser implements XmlBody.Visitor {
        private final List<Entry> keys = new ArrayList<>();
        private boolean quiet;
        private String key;
        private String version;
        private String condition;

        @Override
        public void element(String path, String text) {
            switch (path) {
                case "Delete/Quiet" -> quiet = Boolean.parseBoolean(text.strip());
                case "Delete/Object/Key" -> key = only(path, key, text);
                case "Delete/Object/VersionId" -> version = only(path, version, text);
                case "Delete/Object/ETag", "Delete/Object/LastModifiedTime", "Delete/Object/Size" ->
                        condition = path.substring(path.lastIndexOf('/') + 1);
                case "Delete/Object" -> endObject();
                case "Delete" -> {
                    // The end of the document.
                }
                default -> throw XmlBody.malformed("Unknown element " + path + ".");
            }
        }

        /** A second key would be one that the client believes deleted. */
        private static String only(String path, String before, String text) {
            if (before != null) {
                throw XmlBody.malformed("An Object has more than one " + path + ".");
            }
            return text;
        }

        private void endObject() {
            if (key == null) {
                throw XmlBody.malformed("An Object must have a Key.");
            }
            if (keys.size() == MAX_KEYS) {
                throw XmlBody.malformed("A Delete names at most " + MAX_KEYS + " objects.");
            }
            keys.add(new Entry(key, version, condition));
            key = null;
            version = null;
            condition = null;
        }
    }
}
