package io.artifactstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.event.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupplyChainMetricsTest {

    private final RunningMetrics metrics = RunningMetrics.start();

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void signingShouldBeCounted() {
        metrics.fire(Events.ended(SupplyChainOperation.SIGN, "", Outcome.SUCCESS));
        metrics.fire(Events.ended(SupplyChainOperation.SIGN, "", Events.FAILURE));
        metrics.fire(Events.ended(SupplyChainOperation.SIGN, "", Events.REJECTED));
        metrics.fire(Events.ended(SupplyChainOperation.SIGN, "", Outcome.CANCELED));

        for (String status : new String[] {"success", "failure", "rejected", "canceled"}) {
            assertThat(metrics.value("supplychain_signing_operations_total", "status", status))
                    .isEqualTo(1);
        }
        assertThat(
                        metrics.value(
                                "supplychain_operation_duration_seconds_count",
                                "operation",
                                "sign"))
                .isEqualTo(4);
    }

    @Test
    void verificationShouldTellWhatDoesNotVerifyFromWhatCouldNotBeDecided() {
        metrics.fire(Events.ended(SupplyChainOperation.VERIFY, "", Outcome.SUCCESS));
        metrics.fire(Events.ended(SupplyChainOperation.VERIFY, "", Events.REJECTED));
        metrics.fire(Events.ended(SupplyChainOperation.VERIFY, "", Events.REJECTED));
        metrics.fire(Events.ended(SupplyChainOperation.VERIFY, "", Events.FAILURE));
        metrics.fire(Events.ended(SupplyChainOperation.VERIFY, "", Outcome.CANCELED));
        metrics.fire(Events.ended(SupplyChainOperation.VERIFY, "", Events.FAILURE));

        String name = "supplychain_verification_operations_total";
        assertThat(metrics.value(name, "status", "success")).isEqualTo(1);
        assertThat(metrics.value(name, "status", "failure")).isEqualTo(2);
        assertThat(metrics.value(name, "status", "error")).isEqualTo(3);
        assertThat(metrics.count(name)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "cyclonedx,cyclonedx",
        "CycloneDX,cyclonedx",
        "spdx,spdx",
        "swid,other",
        "'',other"
    })
    void sbomShouldBeCountedByFormat(String kind, String format) {
        metrics.fire(Events.ended(SupplyChainOperation.SBOM, kind, Outcome.SUCCESS));

        assertThat(
                        metrics.value(
                                "supplychain_sbom_operations_total",
                                "format",
                                format,
                                "status",
                                "success"))
                .isEqualTo(1);
        assertThat(
                        metrics.value(
                                "supplychain_operation_duration_seconds_count",
                                "operation",
                                "sbom"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://slsa.dev/provenance/v1,slsa_provenance",
        "slsaprovenance,slsa_provenance",
        "https://slsa.dev/provenancex,other",
        "https://slsa.dev/verification_summary/v1,vsa",
        "https://in-toto.io/Link/v1,in_toto_link",
        "https://in-toto.io/attestation/link/v0.3,in_toto_link",
        "https://spdx.dev/Document/v2.3,spdx",
        "https://spdx.dev/Document,spdx",
        "https://cyclonedx.org/bom/v1.6,cyclonedx",
        "https://cyclonedx.org/vex,vex",
        "https://openvex.dev/ns/v0.2.0,vex",
        "https://openvex.dev/ns@v0.0.1,vex",
        "https://cosign.sigstore.dev/attestation/vuln/v1,vuln",
        "https://in-toto.io/attestation/vulns/v0.2,vuln",
        "https://cosign.sigstore.dev/attestation/v1,other",
        "https://example.com/mine,other",
        "'',other"
    })
    void attestationShouldBeCountedByPredicateType(String kind, String type) {
        metrics.fire(Events.ended(SupplyChainOperation.ATTEST, kind, Events.REJECTED));

        assertThat(
                        metrics.value(
                                "supplychain_attestation_operations_total",
                                "type",
                                type,
                                "status",
                                "rejected"))
                .isEqualTo(1);
        assertThat(
                        metrics.value(
                                "supplychain_operation_duration_seconds_count",
                                "operation",
                                "attest"))
                .isEqualTo(1);
    }
}
