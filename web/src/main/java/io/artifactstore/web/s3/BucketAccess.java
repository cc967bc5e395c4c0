package io.artifactstore.web.s3;

import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Permission first, then the bucket: whoever may not ask does not learn whether it exists. */
@ApplicationScoped
public class BucketAccess {

    @Inject Gate gate;
    @Inject ArtifactStore store;

    /** The bucket of {@code call}, for an action on the bucket itself. */
    public BucketInfo bucket(S3Call call, PolicyAction action) {
        return open(call, action, "");
    }

    /** The bucket of {@code call}, for an action on its object. */
    public BucketInfo bucketOfObject(S3Call call, PolicyAction action) {
        return open(call, action, call.request().objectKey().value());
    }

    private BucketInfo open(S3Call call, PolicyAction action, String key) {
        BucketName name = call.request().bucketName();
        gate.require(call.exchange().verified(), new Permission(action, name.value(), key));
        return existing(call);
    }

    /** The bucket of {@code call}, whose permissions are checked elsewhere. */
    public BucketInfo existing(S3Call call) {
        BucketInfo bucket = store.bucket(call.request().bucketName());
        call.bucketFound();
        String expectedOwner = call.exchange().header("x-amz-expected-bucket-owner");
        if (expectedOwner != null && !expectedOwner.equals(bucket.owner())) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    "The bucket is not owned by the expected owner you named.");
        }
        return bucket;
    }
}
