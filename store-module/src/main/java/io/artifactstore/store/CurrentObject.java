package io.artifactstore.store;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.store.WriteCondition;

/** The object that a write would replace. */
record CurrentObject(boolean exists, String etag, long size, String blobId, long inlineId) {

    static final CurrentObject ABSENT = new CurrentObject(false, "", 0, null, 0);

    /**
     * @throws S3Exception {@code NoSuchKey}, {@code PreconditionFailed}
     */
    void require(WriteCondition condition) {
        if (condition.ifMatch() != null) {
            if (!exists) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
            }
            boolean any = WriteCondition.ANY.equals(condition.ifMatch());
            if (!any && !condition.ifMatch().equals(etag)) {
                throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED)
                        .with("Condition", "If-Match");
            }
        }
        if (condition.ifAbsent() && exists) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED)
                    .with("Condition", "If-None-Match");
        }
    }
}
