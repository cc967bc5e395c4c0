package io.artifactstore.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.api.store.BlobStore;
import io.artifactstore.api.store.ObjectHeaders;
import io.artifactstore.api.store.ObjectInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobObjectTest {

    @TempDir Path folder;

    @Test
    void downloadShouldBeCompleteWhenTheBlobCannotBeClosed() throws IOException {
        Unclosable blob = new Unclosable();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (BlobObject object = BlobObject.open(info(), blob, folder)) {
            object.writeTo(out, 0, 1);
        }

        assertThat(out.toByteArray()).containsExactly(7);
        assertThat(blob.closed).isTrue();
    }

    private static ObjectInfo info() {
        return new ObjectInfo(
                "k",
                1,
                "0".repeat(32),
                "0".repeat(64),
                null,
                Instant.EPOCH,
                ArtifactType.JAR,
                "alice",
                ObjectHeaders.NONE);
    }

    private static final class Unclosable implements BlobStore.Reader {
        private boolean closed;

        @Override
        public long size() {
            return 1;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            target.put((byte) 7);
            return 1;
        }

        @Override
        public void close() throws IOException {
            closed = true;
            throw new IOException("made for a test");
        }
    }
}
