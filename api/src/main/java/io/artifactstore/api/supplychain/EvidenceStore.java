package io.artifactstore.api.supplychain;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Keeps evidence beside the artifacts it is about (the referrers of a subject).
 *
 * <p>Evidence is immutable and hangs on exactly one {@link SubjectRef}. It is visible after {@link
 * #attach} has returned, and durable then. When its subject's content is replaced or deleted, it is
 * no longer listed: nothing that was said about one content is ever shown for another. Whether what
 * it says is true is not this port's matter: see {@link EvidenceVerifier}.
 */
public interface EvidenceStore {

    /**
     * Largest piece of evidence, in bytes. Larger ones are refused before they are read in full.
     */
    long MAX_SIZE = 16L * 1024 * 1024;

    /** Most pieces of evidence of one subject. */
    int MAX_PER_SUBJECT = 1000;

    /**
     * Keeps {@code content}. The same content about the same subject is kept once: the second time
     * returns what the first has made.
     *
     * @param evidence the facts; {@code size} and {@code sha256} are those of {@code content}
     * @throws io.artifactstore.api.error.S3Exception if the subject does not exist (any more), or a
     *     limit would be exceeded
     */
    Evidence attach(Evidence evidence, byte[] content);

    /** The evidence about {@code subject}, oldest first; empty if there is none. */
    List<Evidence> about(SubjectRef subject);

    Optional<Evidence> find(String id);

    /**
     * The bytes as they were attached. The caller closes the stream.
     *
     * @throws io.artifactstore.api.error.S3Exception if there is no such evidence
     */
    InputStream open(String id) throws IOException;
}
