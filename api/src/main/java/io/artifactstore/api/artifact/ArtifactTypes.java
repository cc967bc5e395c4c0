package io.artifactstore.api.artifact;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The table that tells an artifact's type: the longest matching file name ending first, then the
 * media type, else {@link ArtifactType#OTHER}. Immutable; {@link #with} adds an operator's own
 * endings.
 */
public final class ArtifactTypes {

    /** The table without any setting. */
    public static final ArtifactTypes DEFAULT =
            new ArtifactTypes(defaultEndings(), defaultMediaTypes());

    private final Map<String, ArtifactType> endings;
    private final Map<String, ArtifactType> mediaTypes;

    private ArtifactTypes(Map<String, ArtifactType> endings, Map<String, ArtifactType> mediaTypes) {
        this.endings = endings;
        this.mediaTypes = mediaTypes;
    }

    /** A copy in which {@code ending} (with or without its leading dot) stands for {@code type}. */
    public ArtifactTypes with(String ending, ArtifactType type) {
        Map<String, ArtifactType> more = new HashMap<>(endings);
        more.put(strip(ending.toLowerCase(Locale.ROOT)), Objects.requireNonNull(type));
        return new ArtifactTypes(Map.copyOf(more), mediaTypes);
    }

    /**
     * @param key the object key; only what follows its last {@code /} counts
     * @param mediaType the Content-Type, with or without parameters; may be null
     */
    public ArtifactType of(String key, String mediaType) {
        String name = key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        // From the first dot on, so that "x.tar.gz" is a tgz before it could be a "gz", and
        // "app.cdx.json" an SBOM.
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            ArtifactType type = endings.get(name.substring(dot + 1));
            if (type != null) {
                return type;
            }
        }
        return mediaType == null ? ArtifactType.OTHER : ofMediaType(mediaType);
    }

    private ArtifactType ofMediaType(String mediaType) {
        int end = mediaType.indexOf(';');
        String bare =
                (end < 0 ? mediaType : mediaType.substring(0, end))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        ArtifactType type = mediaTypes.get(bare);
        if (type != null) {
            return type;
        }
        if (bare.startsWith("image/")) {
            return ArtifactType.IMAGE;
        }
        if (bare.startsWith("text/")) {
            return ArtifactType.TEXT;
        }
        return ArtifactType.OTHER;
    }

    private static String strip(String ending) {
        return ending.startsWith(".") ? ending.substring(1) : ending;
    }

    private static Map<String, ArtifactType> defaultEndings() {
        Map<String, ArtifactType> table = new LinkedHashMap<>();
        put(table, ArtifactType.JAR, "jar");
        put(table, ArtifactType.WAR, "war");
        put(table, ArtifactType.EAR, "ear");
        put(table, ArtifactType.POM, "pom");
        put(table, ArtifactType.TAR, "tar", "tar.xz", "tar.bz2", "tar.zst");
        put(table, ArtifactType.TGZ, "tgz", "tar.gz");
        put(table, ArtifactType.ZIP, "zip");
        put(table, ArtifactType.WHEEL, "whl");
        put(table, ArtifactType.RPM, "rpm");
        put(table, ArtifactType.DEB, "deb");
        put(table, ArtifactType.WASM, "wasm");
        put(
                table,
                ArtifactType.SBOM,
                "cdx.json",
                "cdx.xml",
                "spdx",
                "spdx.json",
                "spdx.rdf",
                "sbom.json");
        put(table, ArtifactType.SIGNATURE, "sig", "asc", "sigstore", "sigstore.json", "p7s");
        put(table, ArtifactType.ATTESTATION, "intoto.jsonl", "att", "att.json", "intoto.json");
        put(table, ArtifactType.JSON, "json");
        put(table, ArtifactType.XML, "xml");
        put(table, ArtifactType.YAML, "yaml", "yml");
        put(table, ArtifactType.TEXT, "txt", "md", "log", "csv", "sha1", "sha256", "sha512", "md5");
        put(table, ArtifactType.IMAGE, "png", "jpg", "jpeg", "gif", "svg", "webp");
        put(table, ArtifactType.BINARY, "bin", "exe", "so", "dll", "dylib", "iso", "img");
        return Map.copyOf(table);
    }

    private static Map<String, ArtifactType> defaultMediaTypes() {
        Map<String, ArtifactType> table = new LinkedHashMap<>();
        put(table, ArtifactType.JAR, "application/java-archive");
        put(table, ArtifactType.TAR, "application/x-tar");
        put(
                table,
                ArtifactType.TGZ,
                "application/gzip",
                "application/x-gzip",
                "application/x-compressed-tar");
        put(table, ArtifactType.ZIP, "application/zip");
        put(table, ArtifactType.NPM, "application/vnd.npm.install-v1+json");
        put(table, ArtifactType.RPM, "application/x-rpm");
        put(table, ArtifactType.DEB, "application/vnd.debian.binary-package");
        put(table, ArtifactType.HELM, "application/vnd.cncf.helm.chart.content.v1.tar+gzip");
        put(
                table,
                ArtifactType.OCI_LAYER,
                "application/vnd.oci.image.layer.v1.tar",
                "application/vnd.oci.image.layer.v1.tar+gzip",
                "application/vnd.oci.image.layer.v1.tar+zstd");
        put(table, ArtifactType.WASM, "application/wasm");
        put(
                table,
                ArtifactType.SBOM,
                "application/vnd.cyclonedx+json",
                "application/vnd.cyclonedx+xml",
                "application/spdx+json");
        put(
                table,
                ArtifactType.SIGNATURE,
                "application/pgp-signature",
                "application/vnd.dev.sigstore.bundle.v0.3+json");
        put(
                table,
                ArtifactType.ATTESTATION,
                "application/vnd.in-toto+json",
                "application/vnd.dsse.envelope.v1+json");
        put(table, ArtifactType.JSON, "application/json");
        put(table, ArtifactType.XML, "application/xml", "text/xml");
        put(table, ArtifactType.YAML, "application/yaml", "application/x-yaml", "text/yaml");
        put(table, ArtifactType.BINARY, "application/octet-stream", "binary/octet-stream");
        return Map.copyOf(table);
    }

    private static void put(Map<String, ArtifactType> table, ArtifactType type, String... names) {
        for (String name : names) {
            table.put(name, type);
        }
    }
}
