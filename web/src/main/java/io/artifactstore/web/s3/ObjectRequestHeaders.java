package io.artifactstore.web.s3;

import io.artifactstore.api.access.VerifiedBody;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ChecksumAlgorithm;
import io.artifactstore.api.store.ExpectedDigests;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.WriteCondition;
import io.artifactstore.web.http.Exchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The headers with which a client stores an object. */
final class ObjectRequestHeaders {

    /**
     * Names and values of user metadata together, in bytes (Amazon S3, "User-defined object
     * metadata").
     */
    private static final int MAX_USER_METADATA = 2048;

    private static final String USER_PREFIX = "x-amz-meta-";

    private static final List<String> STANDARD =
            List.of("cache-control", "content-disposition", "content-language", "expires");

    /** What would be a false success if it were ignored. */
    private static final List<String> UNSUPPORTED =
            List.of(
                    "x-amz-tagging",
                    "x-amz-website-redirect-location",
                    "x-amz-write-offset-bytes",
                    "x-amz-object-lock-mode",
                    "x-amz-object-lock-retain-until-date",
                    "x-amz-object-lock-legal-hold");

    private static final String CHECKSUM_PREFIX = "x-amz-checksum-";

    /** Headers of that prefix that carry no checksum. */
    private static final Set<String> ABOUT_CHECKSUMS =
            Set.of("x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type");

    private ObjectRequestHeaders() {}

    /**
     * @throws S3Exception {@code MetadataTooLarge}
     */
    static ObjectHeaders stored(Exchange exchange) {
        Map<String, String> standard = new HashMap<>();
        for (String name : STANDARD) {
            String value = exchange.headerList(name);
            if (value != null) {
                standard.put(name, unicode(value));
            }
        }
        String encoding = contentEncoding(exchange);
        if (encoding != null) {
            standard.put("content-encoding", encoding);
        }
        Map<String, String> user = new HashMap<>();
        int size = 0;
        for (Map.Entry<String, List<String>> header : exchange.request().headers().entrySet()) {
            if (header.getKey().startsWith(USER_PREFIX)) {
                String name = header.getKey().substring(USER_PREFIX.length());
                String value = String.join(",", header.getValue());
                size += name.length() + value.length();
                user.put(name, unicode(value));
            }
        }
        if (size > MAX_USER_METADATA) {
            throw new S3Exception(S3ErrorCode.METADATA_TOO_LARGE)
                    .with("Size", Integer.toString(size))
                    .with("MaxSizeAllowed", Integer.toString(MAX_USER_METADATA));
        }
        String type = exchange.header("content-type");
        return new ObjectHeaders(
                type == null || type.isEmpty() ? null : unicode(type), standard, user);
    }

    /**
     * Header values come as ISO-8859-1, one char per byte. Clients write UTF-8; what is none is
     * taken for the ISO-8859-1 of older ones, so that no character is lost.
     */
    private static String unicode(String latin1) {
        for (int i = 0; i < latin1.length(); i++) {
            if (latin1.charAt(i) >= 0x80) {
                return decoded(latin1);
            }
        }
        return latin1;
    }

    private static String decoded(String latin1) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return latin1;
        }
    }

    /** Without {@code aws-chunked}, which is about the transfer and not about the object. */
    private static String contentEncoding(Exchange exchange) {
        // The AWS SDK for Java gives the object's encoding and aws-chunked in lines of their own.
        String encoding = exchange.headerList("content-encoding");
        if (encoding == null || !encoding.toLowerCase(Locale.ROOT).contains("aws-chunked")) {
            return encoding == null || encoding.isEmpty() ? null : encoding;
        }
        StringBuilder kept = new StringBuilder();
        for (String token : encoding.split(",")) {
            if (!token.strip().equalsIgnoreCase("aws-chunked") && !token.isBlank()) {
                kept.append(kept.length() == 0 ? "" : ",").append(token.strip());
            }
        }
        return kept.length() == 0 ? null : kept.toString();
    }

    /**
     * @throws S3Exception {@code NotImplemented}, {@code AccessControlListNotSupported}
     */
    static void refuseUnsupported(Exchange exchange) {
        for (String name : UNSUPPORTED) {
            if (exchange.header(name) != null) {
                throw notImplemented(name);
            }
        }
        for (String name : exchange.request().headers().keySet()) {
            if (name.startsWith("x-amz-server-side-encryption") || isUnknownChecksum(name)) {
                throw notImplemented(name);
            }
        }
        String storageClass = exchange.header("x-amz-storage-class");
        if (storageClass != null && !storageClass.equals("STANDARD")) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED, "Only the storage class STANDARD is implemented.");
        }
        refuseAcl(exchange);
    }

    /** Whether the client trusts in a check that this store would not make. */
    private static boolean isUnknownChecksum(String header) {
        return header.startsWith(CHECKSUM_PREFIX)
                && !ABOUT_CHECKSUMS.contains(header)
                && ChecksumAlgorithm.ofHeader(header).isEmpty();
    }

    /**
     * There are no ACLs: what they would grant is in policies. The owner's own are accepted,
     * because they change nothing.
     */
    static void refuseAcl(Exchange exchange) {
        String canned = exchange.header("x-amz-acl");
        boolean harmless =
                canned == null
                        || canned.equals("private")
                        || canned.equals("bucket-owner-full-control")
                        || canned.equals("bucket-owner-read");
        boolean grants =
                exchange.request().headers().keySet().stream()
                        .anyMatch(name -> name.startsWith("x-amz-grant-"));
        if (!harmless || grants) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }

    private static S3Exception notImplemented(String header) {
        return new S3Exception(
                        S3ErrorCode.NOT_IMPLEMENTED,
                        "A header you provided implies functionality that is not implemented: "
                                + header
                                + ".")
                .with("Header", header);
    }

    /**
     * @throws S3Exception {@code NotImplemented} for what S3 does not know either
     */
    static WriteCondition condition(Exchange exchange) {
        String ifNoneMatch = exchange.header("if-none-match");
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw new S3Exception(
                            S3ErrorCode.NOT_IMPLEMENTED, "If-None-Match on a write can only be *.")
                    .with("Header", "If-None-Match");
        }
        String ifMatch = exchange.header("if-match");
        if (ifMatch != null && ifNoneMatch != null) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "If-Match and If-None-Match cannot be used in one write.");
        }
        return ifMatch == null && ifNoneMatch == null
                ? WriteCondition.NONE
                : new WriteCondition(
                        ifMatch == null ? null : Conditions.unquote(ifMatch), ifNoneMatch != null);
    }

    /**
     * @throws S3Exception {@code InvalidDigest}, {@code InvalidRequest} for checksum headers that
     *     contradict each other
     */
    static ExpectedDigests digests(Exchange exchange, VerifiedBody body) {
        ChecksumAlgorithm algorithm = null;
        String value = null;
        for (ChecksumAlgorithm candidate : ChecksumAlgorithm.values()) {
            String header = exchange.header(candidate.header());
            if (header != null) {
                if (algorithm != null) {
                    throw new S3Exception(
                            S3ErrorCode.INVALID_REQUEST,
                            "Expecting a single x-amz-checksum- header.");
                }
                algorithm = candidate;
                value = header.strip();
                refuseMalformed(candidate, value);
            }
        }
        Optional<ChecksumAlgorithm> announced = trailer(exchange);
        if (announced.isPresent()) {
            algorithm = announced.get();
        }
        refuseContradiction(exchange.header("x-amz-sdk-checksum-algorithm"), algorithm);
        return new ExpectedDigests(
                RequestBody.contentMd5(exchange),
                body.signedSha256().orElse(null),
                algorithm,
                value,
                body::trailers);
    }

    private static Optional<ChecksumAlgorithm> trailer(Exchange exchange) {
        String trailer = exchange.header("x-amz-trailer");
        if (trailer == null) {
            return Optional.empty();
        }
        Optional<ChecksumAlgorithm> algorithm =
                ChecksumAlgorithm.ofHeader(trailer.strip().toLowerCase(Locale.ROOT));
        if (algorithm.isEmpty()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The value specified in the x-amz-trailer header is not supported.");
        }
        return algorithm;
    }

    private static void refuseMalformed(ChecksumAlgorithm algorithm, String value) {
        try {
            if (Base64.getDecoder().decode(value).length == algorithm.bytes()) {
                return;
            }
        } catch (IllegalArgumentException notBase64) {
            // Falls through to the one message for both.
        }
        throw new S3Exception(
                S3ErrorCode.INVALID_REQUEST,
                "Value for " + algorithm.header() + " header is invalid.");
    }

    private static void refuseContradiction(String announced, ChecksumAlgorithm sent) {
        if (announced == null) {
            return;
        }
        if (sent == null) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer"
                            + " headers were found.");
        }
        if (!announced.strip().equalsIgnoreCase(sent.name())) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Value for x-amz-sdk-checksum-algorithm header does not match the checksum that was sent.");
        }
    }
}
