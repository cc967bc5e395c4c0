package io.artifactstore.api.access;

/**
 * The actions that policies speak of. Closed, because the name is a metric label.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions
 *     of Amazon S3</a>
 */
public enum PolicyAction {
    LIST_ALL_MY_BUCKETS("s3:ListAllMyBuckets", ResourceKind.SERVICE),
    CREATE_BUCKET("s3:CreateBucket", ResourceKind.BUCKET),
    DELETE_BUCKET("s3:DeleteBucket", ResourceKind.BUCKET),
    LIST_BUCKET("s3:ListBucket", ResourceKind.BUCKET),
    LIST_BUCKET_MULTIPART_UPLOADS("s3:ListBucketMultipartUploads", ResourceKind.BUCKET),
    GET_BUCKET_LOCATION("s3:GetBucketLocation", ResourceKind.BUCKET),
    GET_BUCKET_CONFIGURATION("s3:GetBucketConfiguration", ResourceKind.BUCKET),
    PUT_BUCKET_CONFIGURATION("s3:PutBucketConfiguration", ResourceKind.BUCKET),
    GET_OBJECT("s3:GetObject", ResourceKind.OBJECT),
    PUT_OBJECT("s3:PutObject", ResourceKind.OBJECT),
    DELETE_OBJECT("s3:DeleteObject", ResourceKind.OBJECT),
    ABORT_MULTIPART_UPLOAD("s3:AbortMultipartUpload", ResourceKind.OBJECT),
    LIST_MULTIPART_UPLOAD_PARTS("s3:ListMultipartUploadParts", ResourceKind.OBJECT),
    GET_OBJECT_CONFIGURATION("s3:GetObjectConfiguration", ResourceKind.OBJECT),
    PUT_OBJECT_CONFIGURATION("s3:PutObjectConfiguration", ResourceKind.OBJECT),
    SIGN("supplychain:Sign", ResourceKind.SUPPLYCHAIN),
    ATTACH("supplychain:Attach", ResourceKind.SUPPLYCHAIN),
    VERIFY("supplychain:Verify", ResourceKind.SUPPLYCHAIN),
    MANAGE_TRUST("supplychain:ManageTrust", ResourceKind.SUPPLYCHAIN),
    READ_METRICS("metrics:Read", ResourceKind.ADMIN),
    MANAGE_SERVER("admin:ManageServer", ResourceKind.ADMIN);

    private final String action;
    private final ResourceKind resource;

    PolicyAction(String action, ResourceKind resource) {
        this.action = action;
        this.resource = resource;
    }

    /** The name as policies write it. */
    public String action() {
        return action;
    }

    public ResourceKind resource() {
        return resource;
    }
}
