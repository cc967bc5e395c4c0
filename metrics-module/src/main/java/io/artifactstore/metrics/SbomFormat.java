package io.artifactstore.metrics;

import io.artifactstore.api.artifact.Labelled;
import java.util.Locale;

/** The {@code format} label of SBOM operations. */
enum SbomFormat implements Labelled {
    CYCLONEDX,
    SPDX,
    OTHER;

    private final String label = name().toLowerCase(Locale.ROOT);

    /**
     * @param format as the client gave it: anything
     */
    static SbomFormat of(String format) {
        if (format.equalsIgnoreCase(CYCLONEDX.label)) {
            return CYCLONEDX;
        }
        return format.equalsIgnoreCase(SPDX.label) ? SPDX : OTHER;
    }

    @Override
    public String label() {
        return label;
    }
}
