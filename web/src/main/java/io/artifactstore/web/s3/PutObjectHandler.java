package io.artifactstore.web.s3;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.access.VerifiedBody;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.ArtifactTypes;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.PutObject;
import io.artifactstore.web.http.Exchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** PutObject. Everything that can be refused is refused before the body is read. */
@ApplicationScoped
class PutObjectHandler implements S3Handler {

    @Inject ArtifactStore store;
    @Inject BucketAccess access;
    @Inject ArtifactTypes types;

    @Override
    public Set<S3Operation> operations() {
        return Set.of(S3Operation.PUT_OBJECT);
    }

    @Override
    public void handle(S3Call call) {
        Exchange exchange = call.exchange();
        if (call.request().query().has("versionId")) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_ARGUMENT, "PutObject does not accept a version id.");
        }
        BucketInfo bucket = access.bucketOfObject(call, PolicyAction.PUT_OBJECT);
        ObjectKey key = call.request().objectKey();
        ObjectRequestHeaders.refuseUnsupported(exchange);
        ObjectHeaders headers = ObjectRequestHeaders.stored(exchange);
        ArtifactType type = types.of(key.value(), headers.contentType());
        call.artifact().type(type);
        VerifiedBody body = RequestBody.open(exchange);
        if (body.decodedLength() < 0) {
            throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
        }
        ObjectInfo stored =
                store.put(
                        new PutObject(
                                bucket,
                                key,
                                body.decodedLength(),
                                headers,
                                type,
                                exchange.verified().principal().userId(),
                                ObjectRequestHeaders.digests(exchange, body),
                                ObjectRequestHeaders.condition(exchange)),
                        body.stream());
        call.artifact().bytes(stored.size());
        call.artifact().attribute("artifact.etag", stored.etag());
        // Committed: whatever becomes of the answer, the upload is a success.
        call.artifact().succeed();
        answer(exchange, stored);
    }

    private static void answer(Exchange exchange, ObjectInfo stored) {
        exchange.answer().setHeader("ETag", '"' + stored.etag() + '"');
        if (stored.checksum() != null) {
            exchange.answer()
                    .setHeader(stored.checksum().algorithm().header(), stored.checksum().value());
            exchange.answer().setHeader("x-amz-checksum-type", "FULL_OBJECT");
        }
        Answers.empty(exchange, 200);
    }
}
