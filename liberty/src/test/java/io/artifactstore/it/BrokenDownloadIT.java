package io.artifactstore.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.artifactstore.it.server.Figures;
import io.artifactstore.it.server.RawHttp;
import io.artifactstore.it.server.SharedServer;
import io.artifactstore.it.server.StoreServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A blob that loses its end while it is being sent: the client must see that it has not got all.
 */
class BrokenDownloadIT {

    /** More than all buffers between the two ends hold. */
    private static final int SIZE = 64 * 1024 * 1024 + 12_345;

    @Test
    void downloadThatBreaksOffShouldCloseTheConnection() throws IOException {
        StoreServer server = SharedServer.get();
        RawHttp.request(server, "PUT", "/broken-download").send();
        RawHttp.request(server, "PUT", "/broken-download/large").body(new byte[SIZE]).send();
        Figures figures = Figures.of(server);
        long received = 0;
        try (var socket =
                RawHttp.request(server, "GET", "/broken-download/large").openKeepingAlive()) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[16 * 1024];
            received += in.readNBytes(buffer, 0, buffer.length);
            truncate(blobOf(server, SIZE), 1024);
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received += read;
            }
        } catch (java.net.SocketException reset) {
            // As good as an end: the client knows.
            assertThat(reset).hasMessageContaining("reset");
        }
        assertThat(received).isLessThan(SIZE);
        figures.assertGrowth(
                1, "artifact_downloads_total", "status", "failure", "bucket", "broken-download");
        figures.assertGrowth(1, "system_errors_total", "component", "blob");
        figures.assertGrowth(0, "artifact_downloads_total", "status", "success");
        assertThat(RawHttp.request(server, "GET", "/broken-download").send().status())
                .isEqualTo(200);
        RawHttp.request(server, "DELETE", "/broken-download/large").send();
    }

    private static Path blobOf(StoreServer server, long size) throws IOException {
        try (Stream<Path> blobs = Files.walk(server.data().resolve("blobs"))) {
            return blobs.filter(blob -> blob.toFile().isFile() && blob.toFile().length() == size)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void truncate(Path blob, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(blob, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
