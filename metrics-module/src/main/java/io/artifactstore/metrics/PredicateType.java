package io.artifactstore.metrics;

import io.artifactstore.api.artifact.Labelled;
import java.util.List;
import java.util.Locale;

/**
 * The {@code type} label of attestation operations: families of in-toto predicate types, whatever
 * their version, and the short names that cosign uses for them.
 *
 * @see <a href="https://github.com/in-toto/attestation/tree/main/spec/predicates">in-toto
 *     predicates</a>
 */
enum PredicateType implements Labelled {
    SLSA_PROVENANCE("https://slsa.dev/provenance", "slsaprovenance"),
    IN_TOTO_LINK("https://in-toto.io/link", "https://in-toto.io/attestation/link", "link"),
    SPDX("https://spdx.dev/document", "spdx", "spdxjson"),
    CYCLONEDX("https://cyclonedx.org/bom", "https://cyclonedx.org/schema", "cyclonedx"),
    VEX("https://openvex.dev/ns", "https://cyclonedx.org/vex", "openvex", "vex"),
    VULN(
            "https://cosign.sigstore.dev/attestation/vuln",
            "https://in-toto.io/attestation/vulns",
            "vuln"),
    VSA("https://slsa.dev/verification_summary", "vsa"),
    OTHER;

    private static final PredicateType[] VALUES = values();

    private final String label = name().toLowerCase(Locale.ROOT);
    private final List<String> roots;

    PredicateType(String... roots) {
        this.roots = List.of(roots);
    }

    /**
     * @param predicateType as the client gave it: anything
     */
    static PredicateType of(String predicateType) {
        for (PredicateType candidate : VALUES) {
            for (String root : candidate.roots) {
                if (isRoot(root, predicateType)) {
                    return candidate;
                }
            }
        }
        return OTHER;
    }

    /** A root counts if nothing but a version or a variant follows: {@code /v1}, {@code @v0.2}. */
    private static boolean isRoot(String root, String predicateType) {
        if (!predicateType.regionMatches(true, 0, root, 0, root.length())) {
            return false;
        }
        if (predicateType.length() == root.length()) {
            return true;
        }
        char next = predicateType.charAt(root.length());
        return next == '/' || next == '@' || next == '#';
    }

    @Override
    public String label() {
        return label;
    }
}
