package io.artifactstore.web.s3;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.ArtifactTypes;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.DeletedKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** DeleteObject. An absent key is a success. */
@ApplicationScoped
class DeleteObjectHandler implements S3Handler {

    /**
     * What a client makes a delete depend on: ignored, it would be a false success that loses an
     * object.
     */
    private static final List<String> CONDITIONS =
            List.of(
                    "if-match",
                    "if-none-match",
                    "if-unmodified-since",
                    "if-modified-since",
                    "x-amz-if-match-last-modified-time",
                    "x-amz-if-match-size",
                    "x-amz-mfa");

    @Inject ArtifactStore store;
    @Inject BucketAccess access;
    @Inject ArtifactTypes types;

    @Override
    public Set<S3Operation> operations() {
        return Set.of(S3Operation.DELETE_OBJECT);
    }

    @Override
    public void handle(S3Call call) {
        String asked = call.request().key();
        ArtifactType type = types.of(asked, null);
        try {
            DeletedKey deleted = delete(call);
            call.artifact().type(deleted.existed() ? deleted.type() : type);
            call.artifact().bytes(deleted.size());
            call.artifact()
                    .keyEnded(asked, deleted.existed() ? deleted.type() : type, Outcome.SUCCESS);
        } catch (RuntimeException | Error fault) {
            // One key was asked for, so one key has an outcome: that of the request.
            call.artifact().keyEnded(asked, type, Outcome.of(fault));
            throw fault;
        }
        call.artifact().succeed();
        Answers.empty(call.exchange(), 204);
    }

    private DeletedKey delete(S3Call call) {
        refuseUnsupported(call);
        BucketInfo bucket = access.bucketOfObject(call, PolicyAction.DELETE_OBJECT);
        ObjectKey key = call.request().objectKey();
        return store.delete(bucket, List.of(key)).get(0);
    }

    private static void refuseUnsupported(S3Call call) {
        String version = call.request().query().get("versionId");
        if (version != null && !version.equals("null")) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Versions are not implemented.");
        }
        for (String condition : CONDITIONS) {
            if (call.exchange().header(condition) != null) {
                throw new S3Exception(
                                S3ErrorCode.NOT_IMPLEMENTED,
                                "Conditional deletes are not implemented.")
                        .with("Header", condition);
            }
        }
    }
}
