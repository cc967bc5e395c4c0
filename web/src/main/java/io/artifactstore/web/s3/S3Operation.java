package io.artifactstore.web.s3;

import io.artifactstore.api.artifact.ArtifactOperation;

/**
 * The operations of the S3 API by the names AWS gives them: the values of the {@code endpoint}
 * label. Those without a handler answer {@code NotImplemented}, never a false success.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Amazon
 *     S3 operations</a>
 */
enum S3Operation {
    LIST_BUCKETS("ListBuckets"),
    CREATE_BUCKET("CreateBucket"),
    HEAD_BUCKET("HeadBucket"),
    DELETE_BUCKET("DeleteBucket"),
    GET_BUCKET_LOCATION("GetBucketLocation"),
    LIST_OBJECTS("ListObjects", ArtifactOperation.LIST),
    LIST_OBJECTS_V2("ListObjectsV2", ArtifactOperation.LIST),
    PUT_OBJECT("PutObject", ArtifactOperation.UPLOAD),
    GET_OBJECT("GetObject", ArtifactOperation.DOWNLOAD),
    HEAD_OBJECT("HeadObject", ArtifactOperation.HEAD),
    DELETE_OBJECT("DeleteObject", ArtifactOperation.DELETE),
    DELETE_OBJECTS("DeleteObjects", ArtifactOperation.DELETE),

    POST_OBJECT("PostObject"),
    COPY_OBJECT("CopyObject"),
    CREATE_MULTIPART_UPLOAD("CreateMultipartUpload"),
    UPLOAD_PART("UploadPart"),
    UPLOAD_PART_COPY("UploadPartCopy"),
    COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload"),
    ABORT_MULTIPART_UPLOAD("AbortMultipartUpload"),
    LIST_PARTS("ListParts"),
    LIST_MULTIPART_UPLOADS("ListMultipartUploads"),
    LIST_OBJECT_VERSIONS("ListObjectVersions"),
    GET_OBJECT_ATTRIBUTES("GetObjectAttributes"),
    RESTORE_OBJECT("RestoreObject"),
    SELECT_OBJECT_CONTENT("SelectObjectContent"),
    OBJECT_SUBRESOURCE("ObjectSubresource"),
    BUCKET_SUBRESOURCE("BucketSubresource"),
    SECURITY_TOKEN_SERVICE("SecurityTokenService"),
    /** A method that S3 does not have on this resource. */
    METHOD_NOT_ALLOWED("MethodNotAllowed"),
    /** A path that is no S3 resource. */
    INVALID("Invalid");

    private final String label;
    private final ArtifactOperation artifact;

    S3Operation(String label) {
        this(label, null);
    }

    S3Operation(String label, ArtifactOperation artifact) {
        this.label = label;
        this.artifact = artifact;
    }

    /** The name AWS gives it. */
    String label() {
        return label;
    }

    /** What it is to artifact metrics and spans, or null if it is not about artifacts. */
    ArtifactOperation artifact() {
        return artifact;
    }
}
