package io.artifactstore.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.supplychain.EvidenceVerifier;
import io.artifactstore.api.supplychain.Signer;
import io.artifactstore.api.supplychain.SubjectRef;
import io.artifactstore.api.supplychain.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

class InstalledEvidencePortsTest {

    @Test
    void nothingShouldBeClaimedWhenNothingIsInstalled() {
        assertThat(installed()).isEmpty();
    }

    @Test
    void capabilitiesShouldBeNamedWhenPortsAreImplemented() {
        assertThat(installed(OneKey.class, AnotherKey.class, NothingRequired.class))
                .containsExactly("signing", "verification");
    }

    private static List<String> installed(Class<?>... implementations) {
        try (WeldContainer container =
                new Weld()
                        .disableDiscovery()
                        .addBeanClasses(InstalledEvidencePorts.class)
                        .addBeanClasses(implementations)
                        .initialize()) {
            return container.select(InstalledEvidencePorts.class).get().installed();
        }
    }

    private abstract static class UnusableKey implements Signer {
        @Override
        public String algorithm() {
            return "none";
        }

        @Override
        public byte[] publicKey() {
            return new byte[0];
        }

        @Override
        public byte[] sign(byte[] sha256) {
            // Looking whether a signer is there must not sign.
            throw new UnsupportedOperationException();
        }
    }

    @ApplicationScoped
    static class OneKey extends UnusableKey {
        @Override
        public String name() {
            return "one";
        }
    }

    @ApplicationScoped
    static class AnotherKey extends UnusableKey {
        @Override
        public String name() {
            return "another";
        }
    }

    @ApplicationScoped
    static class NothingRequired implements EvidenceVerifier {
        @Override
        public Verdict verify(SubjectRef subject) {
            return new Verdict(subject, List.of());
        }
    }
}
