package io.artifactstore.metrics;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.artifact.Labelled;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Endpoints in groups, for histograms, which cost a dozen series per label value. Where an endpoint
 * is an artifact operation, the group has that operation's name.
 */
enum EndpointGroup implements Labelled {
    UPLOAD("PutObject", "PostObject"),
    DOWNLOAD("GetObject"),
    DELETE("DeleteObject", "DeleteObjects"),
    HEAD("HeadObject"),
    LIST("ListObjects", "ListObjectsV2", "ListObjectVersions"),
    COPY("CopyObject"),
    MULTIPART_CREATE("CreateMultipartUpload"),
    MULTIPART_PART("UploadPart", "UploadPartCopy"),
    MULTIPART_COMPLETE("CompleteMultipartUpload"),
    MULTIPART_ABORT("AbortMultipartUpload"),
    /** Buckets themselves. */
    BUCKET("ListBuckets", "CreateBucket", "DeleteBucket", "HeadBucket", "GetBucketLocation"),
    /** All of the management API. */
    MANAGEMENT,
    OTHER;

    private static final Map<String, EndpointGroup> BY_S3_OPERATION = byS3Operation();

    private final String label = name().toLowerCase(Locale.ROOT);
    private final List<String> s3Operations;

    EndpointGroup(String... s3Operations) {
        this.s3Operations = List.of(s3Operations);
    }

    static EndpointGroup of(Surface surface, String endpoint) {
        return surface == Surface.MANAGEMENT
                ? MANAGEMENT
                : BY_S3_OPERATION.getOrDefault(endpoint, OTHER);
    }

    @Override
    public String label() {
        return label;
    }

    private static Map<String, EndpointGroup> byS3Operation() {
        Map<String, EndpointGroup> groups = new HashMap<>();
        for (EndpointGroup group : values()) {
            for (String operation : group.s3Operations) {
                groups.put(operation, group);
            }
        }
        return Map.copyOf(groups);
    }
}
