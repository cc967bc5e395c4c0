package io.artifactstore.access;

import io.artifactstore.api.access.AuthenticationMethod;
import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.access.Principal;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4, in a header and in a query.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authorization
 *     header</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query
 *     parameters</a>
 */
final class SignatureV4 {

    private static final long MAX_SKEW_SECONDS = 15 * 60;

    /** Signed with where no key is found, so that the answer takes as long as with one. */
    private static final Secret NOBODYS = Secret.of("0123456789012345678901234567890123456789");

    private final AccessKeys keys;
    private final Clock clock;
    private final SigningKeys signingKeys = new SigningKeys();

    SignatureV4(AccessKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    AuthenticatedRequest verifyHeader(GateRequest request, Query query) {
        Claim claim;
        RequestTime time;
        try {
            claim = Claim.ofAuthorization(request.header("authorization"));
            time = timeOf(request);
            requireSameDay(claim, time);
        } catch (MalformedClaim malformed) {
            throw new S3Exception(
                    S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED,
                    "The authorization header is malformed; " + malformed.getMessage());
        }
        long now = clock.millis() / 1000;
        if (Math.abs(now - time.epochSecond()) > MAX_SKEW_SECONDS) {
            throw new S3Exception(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
                    .with("RequestTime", time.text())
                    .with("ServerTime", iso(now))
                    .with("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW_SECONDS * 1000));
        }
        String declared = request.header("x-amz-content-sha256");
        if (declared == null) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Missing required header for this request: x-amz-content-sha256");
        }
        Payload payload = Payload.parse(declared);
        requireAllSigned(request, claim);
        return verify(
                request,
                claim,
                time,
                payload,
                CanonicalRequest.of(request, query, claim, payload.text(), false),
                AuthenticationMethod.SIGV4,
                request.header("x-amz-security-token") != null);
    }

    AuthenticatedRequest verifyPresigned(GateRequest request, Query query) {
        PresignedClaim presigned = PresignedClaim.parse(query);
        Claim claim = presigned.claim();
        try {
            requireSameDay(claim, presigned.time());
        } catch (MalformedClaim malformed) {
            throw PresignedClaim.malformed(malformed.getMessage());
        }
        presigned.requireValidAt(clock.millis() / 1000, MAX_SKEW_SECONDS);
        Payload payload = payloadOf(request, query);
        requireAllSigned(request, claim);
        return verify(
                request,
                claim,
                presigned.time(),
                payload,
                CanonicalRequest.of(request, query, claim, payload.text(), true),
                AuthenticationMethod.PRESIGNED,
                query.has("X-Amz-Security-Token")
                        || request.header("x-amz-security-token") != null);
    }

    private AuthenticatedRequest verify(
            GateRequest request,
            Claim claim,
            RequestTime time,
            Payload payload,
            String canonical,
            AuthenticationMethod method,
            boolean sessionToken) {
        Scope scope = claim.scope();
        AccessKey known = keys.find(scope.accessKeyId());
        AccessKey key = known == null ? new AccessKey(scope.accessKeyId(), NOBODYS, "") : known;
        SecretKeySpec signingKey = signingKeys.of(key, scope);
        String stringToSign =
                Claim.ALGORITHM
                        + '\n'
                        + time.text()
                        + '\n'
                        + scope.text()
                        + '\n'
                        + Hmac.hex(CanonicalRequest.sha256(canonical));
        boolean matches = Hmac.matches(Hmac.sign(signingKey, stringToSign), claim.signature());
        if (known == null) {
            throw new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID)
                    .with("AWSAccessKeyId", scope.accessKeyId());
        }
        if (!matches) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", scope.accessKeyId())
                    .with("StringToSign", stringToSign)
                    .with("SignatureProvided", claim.signature())
                    .with("CanonicalRequest", readable(canonical));
        }
        if (sessionToken) {
            // A permanent key has none; whoever sends one means another identity than this.
            throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
        }
        signingKeys.verified(known, scope, signingKey);
        ChunkSignatures chunks =
                payload.kind().hasSignedChunks()
                        ? new ChunkSignatures(signingKey, time, scope, claim.signature())
                        : null;
        return new AuthenticatedRequest(
                new Principal(known.userId(), method), request, payload, chunks);
    }

    private static RequestTime timeOf(GateRequest request) {
        String amzDate = request.header("x-amz-date");
        String date = request.header("date");
        RequestTime time = null;
        if (amzDate != null) {
            time = RequestTime.parse(amzDate);
        } else if (date != null) {
            time = RequestTime.parseDateHeader(date);
        }
        if (time == null) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    "AWS authentication requires a valid Date or x-amz-date header");
        }
        return time;
    }

    private static void requireSameDay(Claim claim, RequestTime time) throws MalformedClaim {
        if (!time.isOn(claim.scope().date())) {
            throw new MalformedClaim(
                    "Invalid credential date \""
                            + claim.scope().date()
                            + "\". This date is not the same as X-Amz-Date: \""
                            + time.text()
                            + "\".");
        }
    }

    /** Presigned requests leave the payload open, unless they pin it. */
    private static Payload payloadOf(GateRequest request, Query query) {
        String header = request.header("x-amz-content-sha256");
        String parameter = query.first("X-Amz-Content-Sha256");
        if (header != null && parameter != null && !header.equals(parameter)) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "X-Amz-Content-Sha256 in the query and x-amz-content-sha256 in the headers differ.");
        }
        String declared = header != null ? header : parameter;
        return declared == null ? Payload.PLAIN : Payload.parse(declared);
    }

    /**
     * An unsigned header of this family would let whoever holds a signed request change what it
     * does: an added x-amz-copy-source, say, turns a presigned PUT into a read.
     */
    private static void requireAllSigned(GateRequest request, Claim claim) {
        StringBuilder unsigned = null;
        for (String name : request.headers().keySet()) {
            if (name.startsWith("x-amz-") && !claim.signs(name)) {
                unsigned = unsigned == null ? new StringBuilder() : unsigned.append(", ");
                unsigned.append(name);
            }
        }
        if (unsigned != null) {
            throw new S3Exception(
                            S3ErrorCode.ACCESS_DENIED,
                            "There were headers present in the request which were not signed")
                    .with("HeadersNotSigned", unsigned.toString());
        }
    }

    /** As text that an XML answer can hold. */
    private static String readable(String canonical) {
        String text =
                new String(canonical.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= ' ' || c == '\n' || c == '\t' ? c : '\ufffd');
        }
        return out.toString();
    }

    static String iso(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond).toString();
    }
}
