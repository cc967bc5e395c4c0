package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.web.http.Exchange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Conditional reads, in the order of precedence of RFC 9110, section 13.2.2.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html">Conditional
 *     reads</a>
 */
final class Conditions {

    private Conditions() {}

    /**
     * Whether the client has this object already: it gets a 304.
     *
     * @throws S3Exception {@code PreconditionFailed}
     */
    static boolean isNotModified(Exchange exchange, ObjectInfo object) {
        Instant modified = object.lastModified().truncatedTo(ChronoUnit.SECONDS);
        String ifMatch = exchange.header("if-match");
        if (ifMatch != null) {
            if (!matches(ifMatch, object.etag())) {
                throw failed("If-Match");
            }
        } else {
            Optional<Instant> unmodifiedSince = date(exchange, "if-unmodified-since");
            if (unmodifiedSince.isPresent() && modified.isAfter(unmodifiedSince.get())) {
                throw failed("If-Unmodified-Since");
            }
        }
        String ifNoneMatch = exchange.header("if-none-match");
        if (ifNoneMatch != null) {
            return matches(ifNoneMatch, object.etag());
        }
        Optional<Instant> modifiedSince = date(exchange, "if-modified-since");
        return modifiedSince.isPresent() && !modified.isAfter(modifiedSince.get());
    }

    /** Whether a Range applies: without If-Range, or if it names this very object. */
    static boolean rangeApplies(Exchange exchange, ObjectInfo object) {
        String ifRange = exchange.header("if-range");
        if (ifRange == null) {
            return true;
        }
        Optional<Instant> date = S3Time.parseHttp(ifRange);
        return date.isPresent()
                ? object.lastModified().truncatedTo(ChronoUnit.SECONDS).equals(date.get())
                : matches(ifRange, object.etag());
    }

    static String unquote(String etag) {
        String text = etag.strip();
        if (text.startsWith("W/")) {
            text = text.substring(2);
        }
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static boolean matches(String header, String etag) {
        for (String candidate : header.split(",")) {
            String tag = unquote(candidate);
            if (tag.equals("*") || tag.equals(etag)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Instant> date(Exchange exchange, String header) {
        String text = exchange.header(header);
        return text == null ? Optional.empty() : S3Time.parseHttp(text);
    }

    private static S3Exception failed(String condition) {
        return new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", condition);
    }
}
