package io.artifactstore.web.s3;

import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.api.store.ListQuery;
import io.artifactstore.api.store.ObjectInfo;
import io.artifactstore.api.store.ObjectPage;
import io.artifactstore.web.http.Percent;
import io.artifactstore.web.http.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Set;
import java.util.function.UnaryOperator;

/** ListObjects and ListObjectsV2. */
@ApplicationScoped
class ListObjectsHandler implements S3Handler {

    private static final int MAX_KEYS = 1000;

    @Inject ArtifactStore store;
    @Inject BucketAccess access;

    @Override
    public Set<S3Operation> operations() {
        return Set.of(S3Operation.LIST_OBJECTS, S3Operation.LIST_OBJECTS_V2);
    }

    @Override
    public void handle(S3Call call) throws IOException {
        BucketInfo bucket = access.bucket(call, PolicyAction.LIST_BUCKET);
        boolean v2 = call.request().operation() == S3Operation.LIST_OBJECTS_V2;
        Query query = call.request().query();
        int maxKeys = Numbers.parameter(query, "max-keys", MAX_KEYS, 0, MAX_KEYS);
        UnaryOperator<String> encode = encoding(query);
        String after =
                v2
                        ? query.has("continuation-token")
                                ? ContinuationToken.decode(query.get("continuation-token"))
                                : query.get("start-after", "")
                        : query.get("marker", "");
        ListQuery asked =
                new ListQuery(query.get("prefix", ""), query.get("delimiter", ""), after, maxKeys);
        ObjectPage page = store.list(bucket, asked);
        XmlWriter xml = new XmlWriter(512 + page.objects().size() * 320).root("ListBucketResult");
        xml.element("Name", bucket.name()).element("Prefix", encode.apply(asked.prefix()));
        if (v2) {
            headV2(xml, query, page, encode);
        } else {
            headV1(xml, asked, page, encode);
        }
        xml.element("MaxKeys", maxKeys);
        if (!asked.delimiter().isEmpty()) {
            xml.element("Delimiter", encode.apply(asked.delimiter()));
        }
        if (query.has("encoding-type")) {
            xml.element("EncodingType", "url");
        }
        xml.element("IsTruncated", page.truncated());
        boolean owner = !v2 || "true".equals(query.get("fetch-owner"));
        for (ObjectInfo object : page.objects()) {
            contents(xml, object, encode, owner);
        }
        for (String prefix : page.commonPrefixes()) {
            xml.open("CommonPrefixes")
                    .element("Prefix", encode.apply(prefix))
                    .close("CommonPrefixes");
        }
        Answers.xml(call.exchange(), xml.close("ListBucketResult"));
    }

    private static void headV1(
            XmlWriter xml, ListQuery asked, ObjectPage page, UnaryOperator<String> encode) {
        xml.element("Marker", encode.apply(asked.after()));
        if (page.truncated()) {
            xml.element("NextMarker", encode.apply(page.last()));
        }
    }

    private static void headV2(
            XmlWriter xml, Query query, ObjectPage page, UnaryOperator<String> encode) {
        if (query.has("start-after")) {
            xml.element("StartAfter", encode.apply(query.get("start-after")));
        }
        if (query.has("continuation-token")) {
            xml.element("ContinuationToken", query.get("continuation-token"));
        }
        if (page.truncated()) {
            xml.element("NextContinuationToken", ContinuationToken.encode(page.last()));
        }
        xml.element("KeyCount", page.objects().size() + page.commonPrefixes().size());
    }

    private static void contents(
            XmlWriter xml, ObjectInfo object, UnaryOperator<String> encode, boolean owner) {
        xml.open("Contents")
                .element("Key", encode.apply(object.key()))
                .raw("<LastModified>")
                .raw(S3Time.iso(object.lastModified()))
                .raw("</LastModified><ETag>&quot;")
                .raw(object.etag())
                .raw("&quot;</ETag>");
        if (object.checksum() != null) {
            xml.element("ChecksumAlgorithm", object.checksum().algorithm().name())
                    .element("ChecksumType", "FULL_OBJECT");
        }
        xml.element("Size", object.size());
        if (owner) {
            xml.open("Owner")
                    .element("ID", object.owner())
                    .element("DisplayName", object.owner())
                    .close("Owner");
        }
        xml.raw("<StorageClass>STANDARD</StorageClass>").close("Contents");
    }

    private static UnaryOperator<String> encoding(Query query) {
        String type = query.get("encoding-type");
        if (type == null) {
            return UnaryOperator.identity();
        }
        if (!type.equals("url")) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Invalid Encoding Method specified in Request")
                    .with("ArgumentName", "encoding-type")
                    .with("ArgumentValue", type);
        }
        return Percent::encode;
    }
}
