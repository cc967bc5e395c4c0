package io.artifactstore.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.ArtifactOperationEnded;
import io.artifactstore.api.event.ArtifactOperationStarted;
import io.artifactstore.api.event.BackendOperationEnded;
import io.artifactstore.api.event.BackendOperationStarted;
import io.artifactstore.api.event.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private SeContainer container;
    private Operations operations;
    private Heard heard;

    @BeforeEach
    void boot() {
        container =
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(EventBus.class, Operations.class, Heard.class)
                        .initialize();
        operations = container.select(Operations.class).get();
        heard = container.select(Heard.class).get();
    }

    @AfterEach
    void shutDown() {
        container.close();
    }

    @Test
    void endShouldBeAFailureWhenItIsClosedWithoutSucceed() {
        operations.begin(ArtifactOperation.UPLOAD, "builds", "a.jar").close();

        assertThat(ended().outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo("InternalError"));
    }

    @Test
    void endShouldComeExactlyOnceWhenItIsClosedTwice() {
        RunningArtifactOperation operation =
                operations.begin(ArtifactOperation.UPLOAD, "builds", "a.jar");
        operation.succeed();
        operation.close();
        operation.fail(new IllegalStateException("too late"));
        operation.close();

        assertThat(heard.all()).hasSize(2);
        assertThat(ended().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void factsShouldBeInTheEndWhenTheyWereTold() {
        try (RunningArtifactOperation operation =
                operations.begin(ArtifactOperation.DOWNLOAD, "builds", "a.jar")) {
            operation.bucketFound();
            operation.type(ArtifactType.JAR);
            operation.bytes(42);
            operation.attribute("artifact.size", 42).attribute("nothing", null);
            operation.succeed();
        }

        ArtifactOperationStarted started = (ArtifactOperationStarted) heard.all().get(0);
        assertThat(ended().operationId()).isEqualTo(started.operationId());
        assertThat(ended().operation()).isEqualTo(ArtifactOperation.DOWNLOAD);
        assertThat(ended().bucket()).isEqualTo("builds");
        assertThat(ended().bucketFound()).isTrue();
        assertThat(ended().type()).isEqualTo(ArtifactType.JAR);
        assertThat(ended().bytes()).isEqualTo(42);
        assertThat(ended().durationNanos()).isPositive();
    }

    @Test
    void failureShouldWinWhenItComesAfterSuccess() {
        try (RunningArtifactOperation operation =
                operations.begin(ArtifactOperation.UPLOAD, "builds", "a.jar")) {
            operation.succeed();
            operation.fail(new S3Exception(S3ErrorCode.BAD_DIGEST));
        }

        assertThat(ended().outcome()).isEqualTo(new Outcome.Rejected("BadDigest"));
    }

    @Test
    void firstFaultShouldCountWhenThereAreTwo() {
        try (RunningArtifactOperation operation =
                operations.begin(ArtifactOperation.UPLOAD, "builds", "a.jar")) {
            operation.fail(new S3Exception(S3ErrorCode.BAD_DIGEST));
            operation.fail(new IllegalStateException("while cleaning up"));
        }

        assertThat(ended().outcome()).isEqualTo(new Outcome.Rejected("BadDigest"));
    }

    @Test
    void backendCallShouldBeAnnouncedTwiceWhenItRuns() {
        try (RunningBackendOperation operation = operations.begin(Backend.BLOB, "file", "write")) {
            operation.bytes(7);
            operation.succeed();
        }

        BackendOperationStarted started = (BackendOperationStarted) heard.all().get(0);
        BackendOperationEnded end = (BackendOperationEnded) heard.all().get(1);
        assertThat(end.operationId()).isEqualTo(started.operationId());
        assertThat(end.system()).isEqualTo("file");
        assertThat(end.bytes()).isEqualTo(7);
        assertThat(end.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void idsShouldDifferWhenOperationsAreBegun() {
        try (RunningArtifactOperation one =
                        operations.begin(ArtifactOperation.HEAD, "builds", "a");
                RunningArtifactOperation two =
                        operations.begin(ArtifactOperation.HEAD, "builds", "a")) {
            assertThat(one.id()).isNotEqualTo(two.id());
        }
    }

    private ArtifactOperationEnded ended() {
        return (ArtifactOperationEnded) heard.all().get(heard.all().size() - 1);
    }

    @ApplicationScoped
    static class Heard {
        private final List<Object> all = new ArrayList<>();

        void started(@Observes ArtifactOperationStarted event) {
            all.add(event);
        }

        void ended(@Observes ArtifactOperationEnded event) {
            all.add(event);
        }

        void backendStarted(@Observes BackendOperationStarted event) {
            all.add(event);
        }

        void backendEnded(@Observes BackendOperationEnded event) {
            all.add(event);
        }

        List<Object> all() {
            return all;
        }
    }
}
