package io.artifactstore.web.s3;

import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.ArtifactTypes;
import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.DeletedKey;
import io.artifactstore.api.store.ExpectedDigests;
import io.artifactstore.web.http.Exchange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** DeleteObjects: up to 1,000 keys, each with a decision, an outcome and an answer of its own. */
@ApplicationScoped
class DeleteObjectsHandler implements S3Handler {

    /** 1,000 keys of 1,024 bytes, each byte escaped to six, with their markup. */
    private static final int MAX_BODY = 8 * 1024 * 1024;

    /** 1,000 keys of a usual length fit several times. */
    private static final int ORDINARY_BODY = 256 * 1024;

    private final Semaphore largeBodies = new Semaphore(4);

    @Inject Gate gate;
    @Inject ArtifactStore store;
    @Inject BucketAccess access;
    @Inject ArtifactTypes types;

    @Override
    public Set<S3Operation> operations() {
        return Set.of(S3Operation.DELETE_OBJECTS);
    }

    @Override
    public void handle(S3Call call) throws IOException {
        if (call.exchange().verified().principal().isAnonymous()) {
            // Before up to 8 MiB are read for somebody who may do nothing.
            gate.require(
                    call.exchange().verified(),
                    new Permission(
                            PolicyAction.DELETE_OBJECT, call.request().bucketName().value(), ""));
        }
        RequestBody.Checked body = readBody(call.exchange());
        refuseUnchecked(body.expected());
        DeleteRequest request = DeleteRequest.parse(body.bytes());
        List<Result> results;
        try {
            results = delete(call, request);
        } catch (RuntimeException | Error fault) {
            // The whole request failed, so every key of it did.
            Outcome outcome = Outcome.of(fault);
            request.keys()
                    .forEach(
                            entry ->
                                    call.artifact()
                                            .keyEnded(entry.key(), typeOf(entry.key()), outcome));
            throw fault;
        }
        for (Result result : results) {
            call.artifact()
                    .keyEnded(
                            result.key(),
                            result.type(),
                            result.error() == null ? Outcome.SUCCESS : Outcome.of(result.error()));
        }
        call.artifact().succeed();
        answer(call, request, results);
    }

    /** Bodies of an ordinary size as they come; of the largest only a few are in memory at once. */
    private RequestBody.Checked readBody(Exchange exchange) {
        long length = exchange.contentLength();
        if (length >= 0 && length <= ORDINARY_BODY) {
            return RequestBody.readChecked(exchange, ORDINARY_BODY);
        }
        if (!largeBodies.tryAcquire()) {
            throw new S3Exception(
                    S3ErrorCode.SLOW_DOWN,
                    "Too many large DeleteObjects are in progress. Please try again.");
        }
        try {
            return RequestBody.readChecked(exchange, MAX_BODY);
        } finally {
            largeBodies.release();
        }
    }

    private List<Result> delete(S3Call call, DeleteRequest request) {
        BucketName name = call.request().bucketName();
        List<Result> results = new ArrayList<>(request.keys().size());
        List<ObjectKey> allowed = new ArrayList<>(request.keys().size());
        for (DeleteRequest.Entry entry : request.keys()) {
            S3Exception refusal = refusal(call, name, entry);
            results.add(new Result(entry.key(), typeOf(entry.key()), refusal));
            if (refusal == null) {
                allowed.add(new ObjectKey(entry.key()));
            }
        }
        if (allowed.isEmpty()) {
            return results;
        }
        BucketInfo bucket = access.existing(call);
        List<DeletedKey> deleted = store.delete(bucket, allowed);
        int next = 0;
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).error() == null) {
                DeletedKey gone = deleted.get(next++);
                if (gone.existed()) {
                    results.set(i, new Result(gone.key().value(), gone.type(), null));
                }
            }
        }
        return results;
    }

    private S3Exception refusal(S3Call call, BucketName bucket, DeleteRequest.Entry entry) {
        try {
            ObjectKey key = new ObjectKey(entry.key());
            gate.require(
                    call.exchange().verified(),
                    new Permission(PolicyAction.DELETE_OBJECT, bucket.value(), key.value()));
            if (entry.versionId() != null && !entry.versionId().equals("null")) {
                return new S3Exception(
                        S3ErrorCode.NOT_IMPLEMENTED, "Versions are not implemented.");
            }
            return entry.condition() == null
                    ? null
                    : new S3Exception(
                            S3ErrorCode.NOT_IMPLEMENTED,
                            "Conditional deletes are not implemented: " + entry.condition());
        } catch (S3Exception refused) {
            return refused;
        }
    }

    /** S3 wants a digest of this body; a signed payload is one. */
    private static void refuseUnchecked(ExpectedDigests digests) {
        if (digests.md5() == null
                && digests.algorithm() == null
                && digests.signedSha256() == null) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    private static void answer(S3Call call, DeleteRequest request, List<Result> results)
            throws IOException {
        XmlWriter xml = new XmlWriter(256 + results.size() * 96).root("DeleteResult");
        for (Result result : results) {
            if (result.error() != null) {
                xml.open("Error")
                        .element("Key", result.key())
                        .element("Code", result.error().code().code())
                        .element("Message", result.error().getMessage())
                        .close("Error");
            } else if (!request.quiet()) {
                xml.open("Deleted").element("Key", result.key()).close("Deleted");
            }
        }
        Answers.xml(call.exchange(), xml.close("DeleteResult"));
    }

    private ArtifactType typeOf(String key) {
        return types.of(key, null);
    }

    /**
     * @param error null if the key is gone
     */
    private record Result(String key, ArtifactType type, S3Exception error) {}
}
