package io.artifactstore.supplychain;

import io.artifactstore.api.supplychain.EvidenceStore;
import io.artifactstore.api.supplychain.EvidenceVerifier;
import io.artifactstore.api.supplychain.Signer;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;

/**
 * Looks once, at start, at which of the supply chain's ports are implemented in this application,
 * and tells the operator: whether artifacts are signed and verified must not be a guess.
 */
@Singleton
@Startup
public class InstalledEvidencePorts {

    private static final Logger LOG = Logger.getLogger(InstalledEvidencePorts.class.getName());

    @Inject @Any Instance<Signer> signers;
    @Inject @Any Instance<EvidenceVerifier> verifiers;
    @Inject @Any Instance<EvidenceStore> stores;

    private List<String> installed = List.of();

    @PostConstruct
    void look() {
        List<String> found = new ArrayList<>();
        addIfThere(found, "signing", signers);
        addIfThere(found, "verification", verifiers);
        addIfThere(found, "evidence", stores);
        installed = List.copyOf(found);
        LOG.info(
                installed.isEmpty()
                        ? "Supply chain: nothing installed; artifacts are neither signed nor verified here"
                        : "Supply chain: installed are " + String.join(", ", installed));
    }

    /** Of {@code signing}, {@code verification} and {@code evidence}, what is implemented. */
    public List<String> installed() {
        return installed;
    }

    private static void addIfThere(List<String> found, String capability, Instance<?> port) {
        if (!port.isUnsatisfied()) {
            found.add(capability);
        }
    }
}
