package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.web.http.Exchange;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** S3 errors as XML: code, message, details, resource and request id. */
final class S3Errors {

    private static final Pattern NO_XML =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private S3Errors() {}

    static void send(Exchange exchange, S3Exception error) throws IOException {
        HttpServletResponse answer = exchange.answer();
        answer.setStatus(error.code().status());
        if (error.code() == S3ErrorCode.INVALID_RANGE) {
            answer.setHeader("Content-Range", "bytes */" + error.details().get("ActualObjectSize"));
        }
        if (exchange.request().method().equals("HEAD")) {
            // HEAD has no body to carry the code in: S3 leaves the client with the status.
            answer.setContentLengthLong(0);
            return;
        }
        XmlWriter xml = new XmlWriter(512).open("Error");
        xml.element("Code", error.code().code()).element("Message", error.getMessage());
        for (Map.Entry<String, String> detail : new TreeMap<>(error.details()).entrySet()) {
            xml.element(detail.getKey(), readable(detail.getValue()));
        }
        xml.element("Resource", exchange.request().rawPath())
                .element("RequestId", exchange.requestId())
                .element("HostId", exchange.requestId())
                .close("Error");
        answer.setContentType("application/xml");
        byte[] body = xml.toString().getBytes(StandardCharsets.UTF_8);
        answer.setContentLengthLong(body.length);
        exchange.out().write(body);
        exchange.out().flush();
    }

    /**
     * What the client sent, without the characters that XML 1.0 cannot carry: an error that its
     * parser refuses tells it nothing.
     */
    private static String readable(String sent) {
        return NO_XML.matcher(sent).replaceAll("\uFFFD");
    }
}
