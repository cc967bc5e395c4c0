package io.artifactstore.it.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The product on a real Liberty server in a process of its own, with ports and a data folder of its
 * own. The JVM is started directly, so that {@link #kill()} kills the server and not a script
 * around it.
 */
public final class StoreServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final String name;
    private final Path folder;
    private final Path data;
    private final Path ear;
    private final Map<String, String> environment;
    private final List<String> jvmArguments;
    private final int httpPort = Ports.free();
    private final int managementPort = Ports.free();
    private Process process;

    private StoreServer(Builder builder) {
        name = builder.name;
        folder = workFolder().resolve("servers").resolve(name);
        data = builder.data == null ? folder.resolve("data") : builder.data;
        ear = builder.ear == null ? productEar() : builder.ear;
        environment = Map.copyOf(builder.environment);
        jvmArguments = List.copyOf(builder.jvmArguments);
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The EAR that the reactor built. */
    public static Path productEar() {
        return Path.of(setting("it.ear"));
    }

    /** Where tests keep their files. */
    public static Path workFolder() {
        return Path.of(setting("it.work"));
    }

    private static String setting(String key) {
        String value = System.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(
                    "Run by mvn verify: the system property " + key + " is missing");
        }
        return value;
    }

    /** Starts the process and returns at once. */
    public StoreServer launch() {
        try {
            Path server = folder.resolve("usr/servers").resolve(name);
            Files.createDirectories(server.resolve("apps"));
            Files.createDirectories(folder.resolve("tmp"));
            Path config = Path.of(setting("it.config"));
            copy(config.resolve("product.xml"), server.resolve("product.xml"));
            copy(config.resolve("server.xml"), server.resolve("server.xml"));
            copy(ear, server.resolve("apps/artifact-store.ear"));
            ProcessBuilder builder = new ProcessBuilder(command());
            builder.directory(server.toFile());
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
            builder.environment().keySet().removeIf(StoreServer::isForeignSetting);
            builder.environment().put("WLP_USER_DIR", folder.resolve("usr").toString());
            builder.environment().put("ARTIFACT_STORE_DATA", data.toString());
            builder.environment().put("ARTIFACT_STORE_HTTP_PORT", Integer.toString(httpPort));
            builder.environment()
                    .put("ARTIFACT_STORE_MANAGEMENT_PORT", Integer.toString(managementPort));
            builder.environment().putAll(environment);
            process = builder.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the server " + name, e);
        }
    }

    /** Starts the process and waits until it is ready. */
    public StoreServer start() {
        launch();
        awaitReady(200);
        return this;
    }

    /** Waits until {@code /health/ready} on the management port answers {@code status}. */
    public void awaitReady(int status) {
        await("ready to answer " + status + ", see " + console())
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> alive() && statusOf("/health/ready") == status);
    }

    private boolean alive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The server " + name + " has ended, see " + console());
        }
        return true;
    }

    private int statusOf(String path) {
        try {
            return management(path).statusCode();
        } catch (UncheckedIOException notThereYet) {
            return -1;
        }
    }

    private List<String> command() {
        Path wlp = Path.of(setting("it.wlp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-javaagent:" + wlp.resolve("bin/tools/ws-javaagent.jar"));
        command.add(
                "-javaagent:"
                        + setting("it.jacoco.agent")
                        + "=destfile="
                        + setting("it.jacoco.exec")
                        + ",append=true,includes=io.artifactstore.*");
        // What the server script adds: the packages that the platform opens to itself.
        command.add("@" + wlp.resolve("lib/platform/java/" + platformOptions()));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.awt.headless=true");
        command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
        command.addAll(jvmArguments);
        command.add("-jar");
        command.add(wlp.resolve("bin/tools/ws-server.jar").toString());
        command.add(name);
        return command;
    }

    private static String platformOptions() {
        return Runtime.version().feature() >= 24 ? "java24.options" : "java9.options";
    }

    private static boolean isForeignSetting(String variable) {
        return variable.startsWith("ARTIFACT_STORE_")
                || variable.startsWith("EXTENSIONS_")
                || variable.startsWith("OTEL_")
                || variable.startsWith("WLP_")
                || variable.startsWith("MP_");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** kill -9: no shutdown hook, no flush. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and waits for the end. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "The server " + name + " did not end, see " + console());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server was stopping", e);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    public int httpPort() {
        return httpPort;
    }

    public Path data() {
        return data;
    }

    /** What the server wrote to its console, all starts of it. */
    public Path console() {
        return folder.resolve("console.log");
    }

    public String consoleText() {
        try {
            return Files.readString(console());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the console of " + name, e);
        }
    }

    /** GET on the management port. */
    public HttpResponse<String> management(String path) {
        return get(URI.create("http://127.0.0.1:" + managementPort + path));
    }

    /** GET on the API port, without credentials. */
    public HttpResponse<String> api(String path) {
        return get(URI.create(endpoint() + path));
    }

    private static HttpResponse<String> get(URI uri) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The figures as they are now. */
    public Scrape scrape() {
        return Scrape.parse(management("/metrics").body());
    }

    /** The root credentials, from the file that the first start wrote. */
    public RootCredentials credentials() {
        return RootCredentials.read(data.resolve("root-credentials"));
    }

    /** How a server is to be started. */
    public static final class Builder {
        private final String name;
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> jvmArguments = new ArrayList<>(List.of("-Xmx256m"));
        private Path data;
        private Path ear;

        private Builder(String name) {
            this.name = name;
        }

        public Builder with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        public Builder jvm(String... arguments) {
            jvmArguments.addAll(List.of(arguments));
            return this;
        }

        public Builder data(Path folder) {
            data = folder;
            return this;
        }

        public Builder ear(Path file) {
            ear = file;
            return this;
        }

        /** Makes the server's folder anew. */
        public StoreServer build() {
            StoreServer server = new StoreServer(this);
            deleteRecursively(server.folder);
            return server;
        }

        private static void deleteRecursively(Path folder) {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot clear " + folder, e);
            }
        }
    }
}
