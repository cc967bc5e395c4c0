package io.artifactstore.web.s3;

import io.artifactstore.api.access.GateRequest;
import io.artifactstore.web.http.Query;
import java.util.List;
import java.util.Map;

/**
 * Tells the S3 operation from the method, the kind of resource, the sub-resource and the headers.
 */
final class Routes {

    /** Sub-resources of a bucket without an operation of their own here yet. */
    private static final List<String> BUCKET_SUBRESOURCES =
            List.of(
                    "abac",
                    "accelerate",
                    "acl",
                    "analytics",
                    "cors",
                    "encryption",
                    "intelligent-tiering",
                    "inventory",
                    "lifecycle",
                    "logging",
                    "metadataConfiguration",
                    "metadataTable",
                    "metrics",
                    "notification",
                    "object-lock",
                    "ownershipControls",
                    "policy",
                    "policyStatus",
                    "publicAccessBlock",
                    "replication",
                    "requestPayment",
                    "session",
                    "tagging",
                    "versioning",
                    "website");

    /** Sub-resources of an object without an operation of their own here yet. */
    private static final List<String> OBJECT_SUBRESOURCES =
            List.of(
                    "acl",
                    "encryption",
                    "legal-hold",
                    "renameObject",
                    "retention",
                    "tagging",
                    "torrent");

    /**
     * Sub-resources of a bucket and the only method they have. With another method the request
     * means something else than the bucket itself: nothing is created, listed or deleted.
     */
    private static final Map<String, String> BUCKET_METHODS =
            Map.of(
                    "delete", "POST",
                    "location", "GET",
                    "uploads", "GET",
                    "versions", "GET",
                    // Of objects: the key was lost.
                    "uploadId", "",
                    "partNumber", "");

    /** As {@link #BUCKET_METHODS}, of an object. */
    private static final Map<String, String> OBJECT_METHODS =
            Map.of(
                    "attributes", "GET",
                    "restore", "POST",
                    "select", "POST",
                    "uploads", "POST");

    private Routes() {}

    static S3Operation route(GateRequest request, String bucket, String key, Query query) {
        if (bucket.isEmpty()) {
            return key.isEmpty() ? service(request.method(), query) : S3Operation.INVALID;
        }
        return key.isEmpty() ? bucket(request.method(), query) : object(request, query);
    }

    private static S3Operation service(String method, Query query) {
        if (method.equals("GET")) {
            return S3Operation.LIST_BUCKETS;
        }
        return method.equals("POST")
                ? S3Operation.SECURITY_TOKEN_SERVICE
                : S3Operation.METHOD_NOT_ALLOWED;
    }

    private static S3Operation bucket(String method, Query query) {
        if (hasAny(query, BUCKET_SUBRESOURCES)) {
            return S3Operation.BUCKET_SUBRESOURCE;
        }
        if (isOfAnotherMethod(method, query, BUCKET_METHODS)) {
            return S3Operation.METHOD_NOT_ALLOWED;
        }
        return switch (method) {
            case "GET" -> getBucket(query);
            case "HEAD" -> S3Operation.HEAD_BUCKET;
            case "PUT" -> S3Operation.CREATE_BUCKET;
            case "DELETE" -> S3Operation.DELETE_BUCKET;
            case "POST" ->
                    query.has("delete") ? S3Operation.DELETE_OBJECTS : S3Operation.POST_OBJECT;
            default -> S3Operation.METHOD_NOT_ALLOWED;
        };
    }

    private static S3Operation getBucket(Query query) {
        if (query.has("location")) {
            return S3Operation.GET_BUCKET_LOCATION;
        }
        if (query.has("uploads")) {
            return S3Operation.LIST_MULTIPART_UPLOADS;
        }
        if (query.has("versions")) {
            return S3Operation.LIST_OBJECT_VERSIONS;
        }
        return "2".equals(query.get("list-type"))
                ? S3Operation.LIST_OBJECTS_V2
                : S3Operation.LIST_OBJECTS;
    }

    private static S3Operation object(GateRequest request, Query query) {
        if (hasAny(query, OBJECT_SUBRESOURCES)) {
            return S3Operation.OBJECT_SUBRESOURCE;
        }
        if (isOfAnotherMethod(request.method(), query, OBJECT_METHODS)) {
            return S3Operation.METHOD_NOT_ALLOWED;
        }
        return switch (request.method()) {
            case "GET" -> getObject(query);
            case "HEAD" -> S3Operation.HEAD_OBJECT;
            case "PUT" -> putObject(request, query);
            case "DELETE" ->
                    query.has("uploadId")
                            ? S3Operation.ABORT_MULTIPART_UPLOAD
                            : S3Operation.DELETE_OBJECT;
            case "POST" -> postObject(query);
            default -> S3Operation.METHOD_NOT_ALLOWED;
        };
    }

    private static S3Operation getObject(Query query) {
        if (query.has("uploadId")) {
            return S3Operation.LIST_PARTS;
        }
        return query.has("attributes") ? S3Operation.GET_OBJECT_ATTRIBUTES : S3Operation.GET_OBJECT;
    }

    private static S3Operation putObject(GateRequest request, Query query) {
        boolean copy = request.header("x-amz-copy-source") != null;
        if (query.has("uploadId") || query.has("partNumber")) {
            return copy ? S3Operation.UPLOAD_PART_COPY : S3Operation.UPLOAD_PART;
        }
        return copy ? S3Operation.COPY_OBJECT : S3Operation.PUT_OBJECT;
    }

    private static S3Operation postObject(Query query) {
        if (query.has("uploads")) {
            return S3Operation.CREATE_MULTIPART_UPLOAD;
        }
        if (query.has("uploadId")) {
            return S3Operation.COMPLETE_MULTIPART_UPLOAD;
        }
        if (query.has("restore")) {
            return S3Operation.RESTORE_OBJECT;
        }
        return query.has("select")
                ? S3Operation.SELECT_OBJECT_CONTENT
                : S3Operation.METHOD_NOT_ALLOWED;
    }

    private static boolean isOfAnotherMethod(
            String method, Query query, Map<String, String> methods) {
        for (Map.Entry<String, String> only : methods.entrySet()) {
            if (query.has(only.getKey()) && !only.getValue().equals(method)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAny(Query query, List<String> names) {
        for (String name : names) {
            if (query.has(name)) {
                return true;
            }
        }
        return false;
    }
}
