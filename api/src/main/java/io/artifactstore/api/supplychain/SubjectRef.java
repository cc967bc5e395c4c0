package io.artifactstore.api.supplychain;

import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What evidence is about: one immutable content in one place. A new version of a key, and equally
 * new content under the same key, is another subject and starts without evidence.
 *
 * @param versionId the version's id, or an empty string where the bucket keeps no versions
 * @param sha256 the content's digest, 64 lower-case hexadecimal digits
 */
public record SubjectRef(BucketName bucket, ObjectKey key, String versionId, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * @throws IllegalArgumentException if {@code sha256} is not a digest in lower-case hexadecimal
     */
    public SubjectRef {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(versionId, "versionId");
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "A subject is named by a SHA-256 digest: 64 lower-case hexadecimal digits");
        }
    }
}
