package io.artifactstore.api.artifact;

import java.util.Locale;

/**
 * What a client does with artifacts. The list is closed, because it is a metric label and a span
 * name.
 */
public enum ArtifactOperation implements Labelled {
    UPLOAD,
    DOWNLOAD,
    DELETE,
    HEAD,
    LIST,
    COPY,
    MULTIPART_CREATE,
    MULTIPART_PART,
    MULTIPART_COMPLETE,
    MULTIPART_ABORT;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
        return label;
    }

    /** Whether a finished operation of this kind is an attempt to create an object version. */
    public boolean createsArtifact() {
        return this == UPLOAD || this == COPY || this == MULTIPART_COMPLETE;
    }
}
