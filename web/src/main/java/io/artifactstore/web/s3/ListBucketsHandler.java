package io.artifactstore.web.s3;

import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.Permission;
import io.artifactstore.api.access.PolicyAction;
import io.artifactstore.api.store.ArtifactStore;
import io.artifactstore.api.store.BucketInfo;
import io.artifactstore.web.http.Exchange;
import io.artifactstore.web.http.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** ListBuckets, with the paging that newer clients ask for. */
@ApplicationScoped
class ListBucketsHandler implements S3Handler {

    private static final int MAX_BUCKETS = 10_000;

    @Inject Gate gate;
    @Inject ArtifactStore store;

    @Override
    public Set<S3Operation> operations() {
        return Set.of(S3Operation.LIST_BUCKETS);
    }

    @Override
    public void handle(S3Call call) throws IOException {
        Exchange exchange = call.exchange();
        gate.require(exchange.verified(), Permission.of(PolicyAction.LIST_ALL_MY_BUCKETS));
        Query query = call.request().query();
        int limit = Numbers.parameter(query, "max-buckets", MAX_BUCKETS, 1, MAX_BUCKETS);
        String prefix = query.get("prefix", "");
        String after = ContinuationToken.decode(query.get("continuation-token", ""));
        List<BucketInfo> found =
                store.buckets().stream()
                        .filter(
                                bucket ->
                                        bucket.name().startsWith(prefix)
                                                && bucket.name().compareTo(after) > 0)
                        .limit(limit + 1L)
                        .toList();
        boolean truncated = found.size() > limit;
        String owner = exchange.verified().principal().userId();
        XmlWriter xml = new XmlWriter(256 + found.size() * 120).root("ListAllMyBucketsResult");
        xml.open("Owner")
                .element("ID", owner)
                .element("DisplayName", owner)
                .close("Owner")
                .open("Buckets");
        for (BucketInfo bucket : truncated ? found.subList(0, limit) : found) {
            xml.open("Bucket")
                    .element("Name", bucket.name())
                    .element("CreationDate", S3Time.iso(bucket.createdAt()))
                    .close("Bucket");
        }
        xml.close("Buckets");
        if (truncated) {
            xml.element("ContinuationToken", ContinuationToken.encode(found.get(limit - 1).name()));
        }
        if (!prefix.isEmpty()) {
            xml.element("Prefix", prefix);
        }
        Answers.xml(exchange, xml.close("ListAllMyBucketsResult"));
    }
}
