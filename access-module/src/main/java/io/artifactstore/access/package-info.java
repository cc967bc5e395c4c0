/**
 * Who is it, and may they: the one gate of the store.
 *
 * <p>{@link io.artifactstore.access.StoreGate} asks {@link io.artifactstore.access.Verifier} who
 * sent a request and {@link io.artifactstore.access.Policies} whether they may. The signature rules
 * are those of AWS Signature Version 4, written on the JDK alone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">Authenticating
 *     requests (AWS Signature Version 4)</a>
 */
package io.artifactstore.access;
