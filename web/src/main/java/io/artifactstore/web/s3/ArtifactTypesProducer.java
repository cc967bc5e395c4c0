package io.artifactstore.web.s3;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.artifact.ArtifactTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/**
 * The table of artifact types with the operator's own endings: {@code
 * artifact-store.types.<ending>=<type>}.
 */
@ApplicationScoped
class ArtifactTypesProducer {

    private static final String PREFIX = "artifact-store.types.";

    @Produces
    @Singleton
    ArtifactTypes types(Config config) {
        ArtifactTypes types = ArtifactTypes.DEFAULT;
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                String label = config.getValue(name, String.class);
                types = types.with(name.substring(PREFIX.length()), typeOf(name, label));
            }
        }
        return types;
    }

    private static ArtifactType typeOf(String name, String label) {
        try {
            return ArtifactType.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    name + "=" + label + " names no artifact type", unknown);
        }
    }
}
