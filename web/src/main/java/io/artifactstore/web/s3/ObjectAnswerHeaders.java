package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.web.http.Exchange;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The headers of a GetObject or HeadObject answer. */
final class ObjectAnswerHeaders {

    private static final String DEFAULT_TYPE = "binary/octet-stream";

    /** Query parameter to the header it replaces; only for clients that say who they are. */
    private static final Map<String, String> OVERRIDES =
            Map.of(
                    "response-content-type", "Content-Type",
                    "response-content-language", "Content-Language",
                    "response-expires", "Expires",
                    "response-cache-control", "Cache-Control",
                    "response-content-disposition", "Content-Disposition",
                    "response-content-encoding", "Content-Encoding");

    private static final List<String> CACHING = List.of("cache-control", "expires");

    private ObjectAnswerHeaders() {}

    static void write(S3Call call, ObjectInfo object, ByteRange range) {
        Exchange exchange = call.exchange();
        HttpServletResponse answer = exchange.answer();
        answer.setStatus(range.partial() ? 206 : 200);
        answer.setHeader("ETag", '"' + object.etag() + '"');
        answer.setHeader("Last-Modified", S3Time.http(object.lastModified()));
        answer.setHeader("Accept-Ranges", "bytes");
        if (range.partial()) {
            answer.setHeader("Content-Range", range.contentRange(object.size()));
        }
        String type = object.headers().contentType();
        answer.setHeader("Content-Type", type == null ? DEFAULT_TYPE : wire(type));
        object.headers().standard().forEach((name, value) -> answer.setHeader(name, wire(value)));
        object.headers()
                .user()
                .forEach((name, value) -> answer.setHeader("x-amz-meta-" + name, wire(value)));
        if (object.checksum() != null
                && !range.partial()
                && "ENABLED".equalsIgnoreCase(exchange.header("x-amz-checksum-mode"))) {
            answer.setHeader(object.checksum().algorithm().header(), object.checksum().value());
            answer.setHeader("x-amz-checksum-type", "FULL_OBJECT");
        }
        override(call, answer);
        answer.setContentLengthLong(range.length());
    }

    /** The headers that RFC 9110, section 15.4.5, wants in a 304. */
    static void writeNotModified(HttpServletResponse answer, ObjectInfo object) {
        answer.setStatus(304);
        answer.setHeader("ETag", '"' + object.etag() + '"');
        answer.setHeader("Last-Modified", S3Time.http(object.lastModified()));
        for (String name : CACHING) {
            String value = object.headers().standard().get(name);
            if (value != null) {
                answer.setHeader(name, wire(value));
            }
        }
    }

    private static void override(S3Call call, HttpServletResponse answer) {
        if (call.exchange().request().rawQuery().isEmpty()) {
            return;
        }
        OVERRIDES.forEach(
                (parameter, header) -> {
                    String value = call.request().query().get(parameter);
                    if (value != null) {
                        if (call.exchange().verified().principal().isAnonymous()) {
                            throw new S3Exception(
                                    S3ErrorCode.INVALID_REQUEST,
                                    "Request specific response headers cannot be used for anonymous GET requests.");
                        }
                        answer.setHeader(header, wire(withoutLineBreaks(parameter, value)));
                    }
                });
    }

    private static String withoutLineBreaks(String parameter, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' && value.charAt(i) != '\t') {
                throw new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT,
                        parameter + " must not contain control characters.");
            }
        }
        return value;
    }

    /** UTF-8 bytes, one char each: the container writes headers as ISO-8859-1. */
    private static String wire(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return new String(
                        value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return value;
    }
}
