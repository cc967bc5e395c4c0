package io.artifactstore.api.artifact;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import java.util.regex.Pattern;

/**
 * A legal S3 bucket name: 3 to 63 characters of {@code a-z 0-9 . -}, starting and ending with a
 * letter or digit, without {@code ..} and not shaped like an IPv4 address. It says nothing about
 * whether such a bucket exists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket
 *     naming rules</a>
 */
public record BucketName(String value) {

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /**
     * @throws S3Exception {@code InvalidBucketName} if the name is not legal
     */
    public BucketName {
        if (value == null || !isLegal(value)) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_BUCKET_NAME,
                            "The specified bucket is not valid: 3 to 63 characters of a-z, 0-9, '.' and '-' are"
                                    + " allowed, starting and ending with a letter or a digit.")
                    .with("BucketName", String.valueOf(value));
        }
    }

    private static boolean isLegal(String name) {
        return LEGAL.matcher(name).matches()
                && !name.contains("..")
                && !name.contains(".-")
                && !name.contains("-.")
                && !name.startsWith("xn--")
                && !name.endsWith("-s3alias")
                && !IPV4.matcher(name).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
