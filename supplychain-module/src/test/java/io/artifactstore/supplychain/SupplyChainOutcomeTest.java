package io.artifactstore.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.SupplyChainOperation;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.Outcome;
import io.artifactstore.api.event.SupplyChainOperationEnded;
import io.artifactstore.api.event.SupplyChainOperationStarted;
import io.artifactstore.api.operation.EventBus;
import io.artifactstore.api.operation.Operations;
import io.artifactstore.api.operation.RunningSupplyChainOperation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operations announce is what the events' documentation promises. */
class SupplyChainOutcomeTest {

    private final WeldContainer container =
            new Weld()
                    .disableDiscovery()
                    .addBeanClasses(EventBus.class, Operations.class, Announced.class)
                    .initialize();

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void verificationShouldEndInSuccessWhenItVerifies() {
        assertThat(verify(RunningSupplyChainOperation::succeed)).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void verificationShouldEndRejectedWhenItDoesNotVerify() {
        Outcome outcome =
                verify(operation -> operation.fail(new S3Exception(S3ErrorCode.BAD_DIGEST)));

        assertThat(outcome).isEqualTo(new Outcome.Rejected("BadDigest"));
        assertThat(outcome.status()).isEqualTo("rejected");
    }

    @Test
    void verificationShouldEndInFailureWhenItCouldNotBeDecided() {
        Outcome outcome =
                verify(operation -> operation.fail(new IllegalStateException("no trust root")));

        assertThat(outcome)
                .isEqualTo(new Outcome.Failure("InternalError", "java.lang.IllegalStateException"));
    }

    @Test
    void verificationShouldEndInFailureWhenItBreaksOff() {
        assertThat(verify(operation -> {}).status()).isEqualTo("failure");
    }

    @Test
    void operationShouldAnnounceStartAndEndOnceWithItsFacts() {
        Operations operations = container.select(Operations.class).get();
        RunningSupplyChainOperation attest =
                operations.begin(SupplyChainOperation.ATTEST, "libs/a.jar");
        attest.kind("https://slsa.dev/provenance/v1");
        attest.attribute("signature.size", 71);
        attest.succeed();
        attest.close();
        attest.close();

        Announced announced = container.select(Announced.class).get();
        assertThat(announced.started()).hasSize(1);
        assertThat(announced.ended()).hasSize(1);
        SupplyChainOperationEnded ended = announced.ended().get(0);
        assertThat(ended.operationId()).isEqualTo(announced.started().get(0).operationId());
        assertThat(ended.operation()).isEqualTo(SupplyChainOperation.ATTEST);
        assertThat(ended.artifactId()).isEqualTo("libs/a.jar");
        assertThat(ended.kind()).isEqualTo("https://slsa.dev/provenance/v1");
        assertThat(ended.attributes()).isEqualTo(Map.of("signature.size", 71L));
        assertThat(ended.durationNanos()).isPositive();
    }

    private Outcome verify(Consumer<RunningSupplyChainOperation> work) {
        Operations operations = container.select(Operations.class).get();
        try (RunningSupplyChainOperation operation =
                operations.begin(SupplyChainOperation.VERIFY, "libs/a.jar")) {
            work.accept(operation);
        }
        List<SupplyChainOperationEnded> ended = container.select(Announced.class).get().ended();
        assertThat(ended).hasSize(1);
        return ended.get(0).outcome();
    }

    @ApplicationScoped
    static class Announced {
        private final List<SupplyChainOperationStarted> started = new ArrayList<>();
        private final List<SupplyChainOperationEnded> ended = new ArrayList<>();

        void started(@Observes SupplyChainOperationStarted event) {
            started.add(event);
        }

        void ended(@Observes SupplyChainOperationEnded event) {
            ended.add(event);
        }

        List<SupplyChainOperationStarted> started() {
            return started;
        }

        List<SupplyChainOperationEnded> ended() {
            return ended;
        }
    }
}
