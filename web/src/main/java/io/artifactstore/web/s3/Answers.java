package io.artifactstore.web.s3;

import io.artifactstore.web.http.Exchange;
import java.io.IOException;

/** Sends successful answers. */
final class Answers {

    private Answers() {}

    static void xml(Exchange exchange, XmlWriter document) throws IOException {
        byte[] body = document.toBytes();
        exchange.answer().setStatus(200);
        exchange.answer().setContentType("application/xml");
        exchange.answer().setContentLengthLong(body.length);
        exchange.out().write(body);
    }

    static void empty(Exchange exchange, int status) {
        exchange.answer().setStatus(status);
        if (status != 204) {
            exchange.answer().setContentLengthLong(0);
        }
    }
}
