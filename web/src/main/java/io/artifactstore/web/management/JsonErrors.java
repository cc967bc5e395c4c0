package io.artifactstore.web.management;

import io.artifactstore.api.error.S3Exception;
import io.artifactstore.web.http.Exchange;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Errors of the management API: the same codes as S3, as JSON. */
final class JsonErrors {

    private JsonErrors() {}

    static void send(Exchange exchange, S3Exception error) throws IOException {
        byte[] body = body(exchange, error).getBytes(StandardCharsets.UTF_8);
        exchange.answer().setStatus(error.code().status());
        exchange.answer().setContentType("application/json");
        exchange.answer().setContentLengthLong(body.length);
        if (!exchange.request().method().equals("HEAD")) {
            exchange.out().write(body);
            exchange.out().flush();
        }
    }

    static String body(Exchange exchange, S3Exception error) {
        return Json.createObjectBuilder()
                .add("code", error.code().code())
                .add("message", error.getMessage())
                .add("requestId", exchange.requestId())
                .build()
                .toString();
    }
}
