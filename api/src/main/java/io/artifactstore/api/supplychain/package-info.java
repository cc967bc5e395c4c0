/**
 * Where evidence about artifacts comes from and where it is kept: ports only. Three statements are
 * kept apart everywhere: that something is signed, that the signature verifies, and that its signer
 * is trusted.
 */
package io.artifactstore.api.supplychain;
