package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a listing goes on, in a form that survives every client: clients must not look into it. */
final class ContinuationToken {

    private ContinuationToken() {}

    static String encode(String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1" + last).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws S3Exception {@code InvalidArgument} for a token that this store did not make
     */
    static String decode(String token) {
        if (token.isEmpty()) {
            return "";
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("1")) {
                return text.substring(1);
            }
        } catch (IllegalArgumentException notBase64) {
            // Falls through to the one message for both.
        }
        throw new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT,
                        "The continuation token provided is incorrect.")
                .with("ArgumentName", "continuation-token");
    }
}
