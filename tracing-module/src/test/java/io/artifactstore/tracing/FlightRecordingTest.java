package io.artifactstore.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.ArtifactOperation;
import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.operation.RunningArtifactOperation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordingTest {

    @TempDir Path folder;

    @Test
    void operationShouldBeRecordedWithItsTrace() throws IOException {
        try (TracedStore store = TracedStore.on();
                Recording recording = recording()) {
            store.request("GetObject", () -> download(store, null));

            RecordedEvent event = only(recording);
            assertThat(event.getString("operation")).isEqualTo("download");
            assertThat(event.getString("bucket")).isEqualTo("libs");
            assertThat(event.getString("type")).isEqualTo("jar");
            assertThat(event.getLong("bytes")).isEqualTo(4096);
            assertThat(event.getString("status")).isEqualTo("success");
            assertThat(event.getString("requestId")).isEqualTo(TracedStore.REQUEST_ID);
            assertThat(event.getString("traceId"))
                    .isEqualTo(store.span("S3 GetObject").getTraceId());
            assertThat(event.getDuration()).isPositive();
            assertThat(event.hasField("outer")).isFalse();
        }
    }

    @Test
    void failureShouldBeRecordedWhenTracingIsOff() throws IOException {
        try (TracedStore store = TracedStore.with(Map.of());
                Recording recording = recording()) {
            store.request(
                    "GetObject", () -> download(store, new S3Exception(S3ErrorCode.NO_SUCH_KEY)));

            RecordedEvent event = only(recording);
            assertThat(event.getString("status")).isEqualTo("rejected");
            assertThat(event.getString("errorCode")).isEqualTo("NoSuchKey");
            assertThat(event.getString("traceId")).isNull();
        }
    }

    @Test
    void nestedOperationsShouldEachBeRecordedOnce() throws IOException {
        try (TracedStore store = TracedStore.with(Map.of());
                Recording recording = recording()) {
            try (RunningArtifactOperation copy =
                    store.operations().begin(ArtifactOperation.COPY, "libs", "b.jar")) {
                download(store, null);
                copy.succeed();
            }

            assertThat(events(recording))
                    .extracting(event -> event.getString("operation"))
                    .containsExactlyInAnyOrder("copy", "download");
        }
    }

    private static void download(TracedStore store, RuntimeException fault) {
        try (RunningArtifactOperation download =
                store.operations().begin(ArtifactOperation.DOWNLOAD, "libs", "a.jar")) {
            download.type(ArtifactType.JAR);
            download.bytes(4096);
            if (fault == null) {
                download.succeed();
            } else {
                download.fail(fault);
            }
        }
    }

    private static Recording recording() {
        Recording recording = new Recording();
        recording.enable(ArtifactOperationFlight.NAME);
        recording.start();
        return recording;
    }

    private RecordedEvent only(Recording recording) throws IOException {
        List<RecordedEvent> events = events(recording);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<RecordedEvent> events(Recording recording) throws IOException {
        recording.stop();
        Path file = folder.resolve("operations.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(
                        event ->
                                event.getEventType().getName().equals(ArtifactOperationFlight.NAME))
                .toList();
    }
}
