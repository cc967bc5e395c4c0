package io.artifactstore.tracing;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * An artifact operation in a flight recording. Its duration counts from the operation's announced
 * start. No key: a recording is handed around more freely than a trace.
 */
@Name(ArtifactOperationFlight.NAME)
@Label("Artifact Operation")
@Category("Artifact Store")
@Description("An operation on an artifact, from its start to the last byte of the answer")
@StackTrace(false)
final class ArtifactOperationFlight extends Event {

    static final String NAME = "io.artifactstore.ArtifactOperation";

    @Label("Operation")
    String operation;

    @Label("Bucket")
    String bucket;

    @Label("Artifact Type")
    String type;

    @Label("Bytes")
    @DataAmount
    long bytes;

    @Label("Status")
    String status;

    @Label("Error Code")
    String errorCode;

    @Label("Request Id")
    String requestId;

    @Label("Trace Id")
    String traceId;

    @Label("Operation Id")
    long operationId;

    // Not recorded: the recorder keeps primitives and strings that are not transient only.
    transient ArtifactOperationFlight outer;
    transient int depth;
}
