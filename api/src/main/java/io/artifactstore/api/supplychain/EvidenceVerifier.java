package io.artifactstore.api.supplychain;

/**
 * Decides whether an artifact's evidence meets what its bucket requires.
 *
 * <p>An envelope is verified over the bytes received, never over a re-serialisation; the subject's
 * digest must be among the statement's subjects, whichever way the envelope came. One failing piece
 * of evidence does not spoil a requirement that another one meets: otherwise anybody who may attach
 * could make an artifact fail.
 *
 * <p>Callers run it within {@link io.artifactstore.api.artifact.SupplyChainOperation#VERIFY}: a
 * verdict that is not {@linkplain Verdict#verified() verified} ends that operation as rejected, an
 * exception as failed.
 */
public interface EvidenceVerifier {

    /**
     * @throws RuntimeException if it could not be decided (evidence unreadable, trust roots away);
     *     never for evidence that is wrong: that is a {@link Check.Failed}
     */
    Verdict verify(SubjectRef subject);
}
