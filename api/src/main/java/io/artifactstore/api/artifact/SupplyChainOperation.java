package io.artifactstore.api.artifact;

import java.util.Locale;

/**
 * What is done about an artifact's origin. The list is closed, because it is a metric label and a
 * span name.
 */
public enum SupplyChainOperation implements Labelled {
    SIGN,
    VERIFY,
    SBOM,
    ATTEST;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
        return label;
    }
}
