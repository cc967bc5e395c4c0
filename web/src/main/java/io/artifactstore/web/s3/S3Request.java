package io.artifactstore.web.s3;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.api.artifact.BucketName;
import io.artifactstore.api.artifact.ObjectKey;
import io.artifactstore.web.http.Percent;
import io.artifactstore.web.http.Query;

/**
 * What a request asks for, read once from its raw request line. Path-style addressing: {@code
 * /bucket/key}.
 *
 * @param bucket the bucket's name as sent, decoded but not validated; an empty string for the
 *     service itself
 * @param key the key as sent, decoded but not validated; an empty string for a bucket
 */
record S3Request(S3Operation operation, String bucket, String key, Query query) {

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code InvalidURI} if path or query are not
     *     percent-encoded UTF-8
     */
    static S3Request of(GateRequest request) {
        String path = request.rawPath();
        int start = path.startsWith("/") ? 1 : 0;
        int slash = path.indexOf('/', start);
        String bucket =
                Percent.decode(
                        slash < 0 ? path.substring(start) : path.substring(start, slash), false);
        String key = slash < 0 ? "" : Percent.decode(path.substring(slash + 1), false);
        Query query = Query.parse(request.rawQuery());
        return new S3Request(Routes.route(request, bucket, key, query), bucket, key, query);
    }

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code InvalidBucketName}
     */
    BucketName bucketName() {
        return new BucketName(bucket);
    }

    /**
     * @throws io.artifactstore.api.error.S3Exception {@code KeyTooLongError}, {@code
     *     InvalidArgument}
     */
    ObjectKey objectKey() {
        return new ObjectKey(key);
    }
}
