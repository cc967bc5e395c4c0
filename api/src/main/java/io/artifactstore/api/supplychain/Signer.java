package io.artifactstore.api.supplychain;

/**
 * A named key of the server that signs. It signs digests, so that an artifact of any size is signed
 * from what the metadata says about it, without being read again: the result is what the key's
 * algorithm with SHA-256 gives over the bytes themselves. An algorithm that cannot do this (Ed25519
 * signs messages, not digests) is none for this port.
 *
 * <p>Implementations are safe for concurrent use and hand the private key to nobody: not by a
 * method, not in {@code toString()}, not in an exception.
 */
public interface Signer {

    /** The name by which clients ask for this key: {@code [a-z0-9][a-z0-9-]{0,62}}. */
    String name();

    /** For example {@code ecdsa-p256-sha256}. */
    String algorithm();

    /** The public key as DER-encoded SubjectPublicKeyInfo; a new array on each call. */
    byte[] publicKey();

    /**
     * Signs.
     *
     * @param sha256 the digest, 32 bytes
     * @return the signature as {@code cosign} writes it: ASN.1 DER for ECDSA
     * @throws IllegalArgumentException if {@code sha256} is not 32 bytes long
     * @throws SignerUnavailableException if the key cannot be used now (a token or a remote key
     *     service is away): nothing was signed, and trying later may help
     */
    byte[] sign(byte[] sha256);
}
