package io.artifactstore.api.artifact;

import java.util.Locale;

/** What kind of artifact an object is. The list is closed, because it is a metric label. */
public enum ArtifactType implements Labelled {
    JAR,
    WAR,
    EAR,
    POM,
    TAR,
    TGZ,
    ZIP,
    NPM,
    WHEEL,
    RPM,
    DEB,
    HELM,
    OCI_LAYER,
    WASM,
    JSON,
    XML,
    YAML,
    TEXT,
    IMAGE,
    SBOM,
    SIGNATURE,
    ATTESTATION,
    BINARY,
    OTHER;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @Override
    public String label() {
        return label;
    }
}
