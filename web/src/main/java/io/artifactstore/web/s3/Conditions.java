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
        String ifMatch = exchange.headerList("if-match");
        if (ifMatch != null) {
            if (!matches(ifMatch, object.etag(), false)) {
                throw failed("If-Match");
            }
        } else {
            Optional<Instant> unmodifiedSince = date(exchange, "if-unmodified-since");
            if (unmodifiedSince.isPresent() && modified.isAfter(unmodifiedSince.get())) {
                throw failed("If-Unmodified-Since");
            }
        }
        String ifNoneMatch = exchange.headerList("if-none-match");
        if (ifNoneMatch != null) {
            return matches(ifNoneMatch, object.etag(), true);
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
                : unquote(ifRange).equals(object.etag());
    }

    /** The entity tag without its quotes. A weak one stays as it is, and so equals none of ours. */
    static String unquote(String etag) {
        String text = etag.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /**
     * @param weakly whether {@code W/"x"} matches {@code "x"}: good enough to skip a download, not
     *     for a precondition (RFC 9110, section 8.8.3.2)
     */
    private static boolean matches(String header, String etag, boolean weakly) {
        for (String candidate : header.split(",")) {
            String tag = candidate.strip();
            if (tag.equals("*")) {
                return true;
            }
            String strong = weakly && tag.startsWith("W/") ? tag.substring(2) : tag;
            if (unquote(strong).equals(etag)) {
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
