package io.artifactstore.web.s3;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.StoredObject;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** GetObject and HeadObject, with ranges and conditions. */
@ApplicationScoped
class ReadObjectHandler implements S3Handler {

    @Inject ArtifactStore store;
    @Inject BucketAccess access;

    @Override
    public Set<S3Operation> operations() {
        return Set.of(S3Operation.GET_OBJECT, S3Operation.HEAD_OBJECT);
    }

    @Override
    public void handle(S3Call call) throws IOException {
        refuseUnsupported(call);
        BucketInfo bucket = access.bucketOfObject(call, PolicyAction.GET_OBJECT);
        ObjectKey key = call.request().objectKey();
        if (call.request().operation() == S3Operation.HEAD_OBJECT) {
            head(call, store.find(bucket, key));
        } else {
            try (StoredObject object = store.open(bucket, key)) {
                get(call, object);
            }
        }
    }

    private static void refuseUnsupported(S3Call call) {
        Query query = call.request().query();
        String version = query.get("versionId");
        if (version != null && !version.equals("null")) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Versions are not implemented.");
        }
        if (query.has("partNumber")) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED, "Reading by part number is not implemented.");
        }
        if (call.exchange().header("x-amz-server-side-encryption-customer-algorithm") != null) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "Encryption with customer keys is not implemented.");
        }
    }

    private static void head(S3Call call, ObjectInfo object) {
        HttpServletResponse answer = call.exchange().answer();
        call.artifact().type(object.type());
        if (Conditions.isNotModified(call.exchange(), object)) {
            ObjectAnswerHeaders.writeNotModified(answer, object);
            return;
        }
        ByteRange range = range(call.exchange(), object);
        ObjectAnswerHeaders.write(call, object, range);
    }

    private static void get(S3Call call, StoredObject stored) throws IOException {
        Exchange exchange = call.exchange();
        ObjectInfo object = stored.info();
        call.artifact().type(object.type());
        if (Conditions.isNotModified(exchange, object)) {
            ObjectAnswerHeaders.writeNotModified(exchange.answer(), object);
            return;
        }
        ByteRange range = range(exchange, object);
        ObjectAnswerHeaders.write(call, object, range);
        if (range.length() > 0) {
            send(call, stored, range);
        }
        call.artifact().bytes(range.length());
    }

    private static void send(S3Call call, StoredObject stored, ByteRange range) throws IOException {
        try {
            stored.writeTo(call.exchange().out(), range.offset(), range.length());
        } catch (RuntimeException | Error broken) {
            if (call.exchange().answer().isCommitted()) {
                // What was sent was sent, even if the client did not wait for the rest.
                call.artifact().bytes(call.exchange().bytesSent());
            }
            throw broken;
        }
    }

    private static ByteRange range(Exchange exchange, ObjectInfo object) {
        String header = Conditions.rangeApplies(exchange, object) ? exchange.header("range") : null;
        return ByteRange.of(header, object.size());
    }
}
