package io.artifactstore.web.s3;

import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.signal.SignalPaths;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Set;

/** CreateBucket, HeadBucket, DeleteBucket, GetBucketLocation. */
@ApplicationScoped
class BucketHandler implements S3Handler {

    /**
     * Any region may be signed for; this one is answered, because no client needs to be told where
     * it is.
     */
    private static final String REGION = "us-east-1";

    /** First path segments that this server or its platform uses or will use. */
    private static final Set<String> RESERVED =
            Set.of("health", "metrics", "console-plugin", "openapi", "jwt");

    private static final int MAX_BODY = 64 * 1024;

    @Inject Gate gate;
    @Inject ArtifactStore store;
    @Inject BucketAccess access;
    @Inject SignalPaths signals;

    @Override
    public Set<S3Operation> operations() {
        return Set.of(
                S3Operation.CREATE_BUCKET,
                S3Operation.HEAD_BUCKET,
                S3Operation.DELETE_BUCKET,
                S3Operation.GET_BUCKET_LOCATION);
    }

    @Override
    public void handle(S3Call call) throws IOException {
        switch (call.request().operation()) {
            case CREATE_BUCKET -> create(call);
            case HEAD_BUCKET -> head(call);
            case DELETE_BUCKET -> delete(call);
            default -> location(call);
        }
    }

    private void create(S3Call call) throws IOException {
        Exchange exchange = call.exchange();
        BucketName name = call.request().bucketName();
        gate.require(
                exchange.verified(), new Permission(PolicyAction.CREATE_BUCKET, name.value(), ""));
        if (RESERVED.contains(name.value()) || signals.firstSegments().contains(name.value())) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_BUCKET_NAME,
                            "The specified bucket is not valid: this server uses the path for itself.")
                    .with("BucketName", name.value());
        }
        refuseUnsupported(exchange);
        byte[] body = RequestBody.read(exchange, MAX_BODY);
        if (body.length > 0) {
            // Any region is accepted, but what is not XML is refused.
            XmlBody.read(
                    body, "CreateBucketConfiguration", (path, text) -> refuseConfiguration(path));
        }
        store.createBucket(name, exchange.verified().principal().userId());
        call.bucketFound();
        exchange.answer().setHeader("Location", "/" + name.value());
        Answers.empty(exchange, 200);
    }

    private static void refuseConfiguration(String path) {
        switch (path) {
            case "CreateBucketConfiguration", "CreateBucketConfiguration/LocationConstraint" -> {
                // A name without consequence here.
            }
            default ->
                    throw new S3Exception(
                            S3ErrorCode.NOT_IMPLEMENTED,
                            "CreateBucket does not implement " + path + ".");
        }
    }

    private static void refuseUnsupported(Exchange exchange) {
        if ("true".equalsIgnoreCase(exchange.header("x-amz-bucket-object-lock-enabled"))) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Object lock is not implemented.");
        }
        String ownership = exchange.header("x-amz-object-ownership");
        if (ownership != null && !ownership.equals("BucketOwnerEnforced")) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "Only the object ownership BucketOwnerEnforced is implemented.");
        }
        ObjectRequestHeaders.refuseAcl(exchange);
    }

    private void head(S3Call call) {
        access.bucket(call, PolicyAction.LIST_BUCKET);
        call.exchange().answer().setHeader("x-amz-bucket-region", REGION);
        Answers.empty(call.exchange(), 200);
    }

    private void delete(S3Call call) {
        store.deleteBucket(new BucketName(access.bucket(call, PolicyAction.DELETE_BUCKET).name()));
        Answers.empty(call.exchange(), 204);
    }

    private void location(S3Call call) throws IOException {
        access.bucket(call, PolicyAction.GET_BUCKET_LOCATION);
        // Empty means us-east-1, which has no name of its own in this answer.
        Answers.xml(
                call.exchange(),
                new XmlWriter(160).root("LocationConstraint").close("LocationConstraint"));
    }
}
