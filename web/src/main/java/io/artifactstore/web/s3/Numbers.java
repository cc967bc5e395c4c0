package io.artifactstore.web.s3;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.web.http.Query;

/** Numbers that clients send. */
final class Numbers {

    private Numbers() {}

    /**
     * An integer parameter, cut off at {@code max} as S3 does.
     *
     * @throws S3Exception {@code InvalidArgument} if it is no integer or below {@code min}
     */
    static int parameter(Query query, String name, int fallback, int min, int max) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= Integer.MAX_VALUE) {
                return (int) Math.min(value, max);
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the one message for both.
        }
        throw new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT,
                        "Argument "
                                + name
                                + " must be an integer between "
                                + min
                                + " and "
                                + Integer.MAX_VALUE
                                + ".")
                .with("ArgumentName", name)
                .with("ArgumentValue", text);
    }
}
