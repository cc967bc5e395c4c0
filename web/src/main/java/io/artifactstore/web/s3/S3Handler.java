package io.artifactstore.web.s3;

import java.io.IOException;
import java.util.Set;

/**
 * Serves S3 operations. It asks the gate for permission first, with the very strings that the store
 * will use.
 */
interface S3Handler {

    Set<S3Operation> operations();

    void handle(S3Call call) throws IOException;
}
