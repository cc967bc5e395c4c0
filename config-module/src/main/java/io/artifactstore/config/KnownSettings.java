package io.artifactstore.config;

import static io.artifactstore.config.Setting.Place.ANYWHERE;
import static io.artifactstore.config.Setting.Place.DOTTED;
import static io.artifactstore.config.Setting.Place.ENVIRONMENT;
import static io.artifactstore.config.Setting.Place.OUTSIDE_FILE;

import io.artifactstore.api.artifact.ArtifactType;
import io.artifactstore.config.Setting.Place;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every setting below {@code extensions} and {@code artifact-store}: the one place. The check at
 * start and docs/configuration.md are made from it. Modules read their settings by these keys with
 * the same defaults.
 */
final class KnownSettings {

    static final String HEALTH_PATH = "extensions.metrics.health.healthPath";
    static final String READINESS_PATH = "extensions.metrics.health.readinessPath";
    static final String LIVENESS_PATH = "extensions.metrics.health.livenessPath";
    static final String PROMETHEUS_PATH = "extensions.metrics.prometheus.path";
    static final String DISK_WARN = "artifact-store.disk.warn-percent";
    static final String DISK_CRITICAL = "artifact-store.disk.critical-percent";
    static final String ROOT_ACCESS_KEY = "artifact-store.root-access-key";
    static final String ROOT_SECRET_KEY = "artifact-store.root-secret-key";
    static final String HTTP_PORT = "artifact-store.http-port";
    static final String MANAGEMENT_PORT = "artifact-store.management-port";

    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    static final List<Setting> ALL =
            List.of(
                    setting(
                            Tracing.METRICS_ENABLED,
                            Kind.BOOLEAN,
                            "true",
                            "Whether the application records metrics and spans and has signal paths on the API"
                                    + " port. Liberty's own endpoints on the management port stay."),
                    setting(
                            "extensions.metrics.prometheus.enabled",
                            Kind.BOOLEAN,
                            "true",
                            "Whether metrics are recorded and shown on the API port."),
                    setting(
                            PROMETHEUS_PATH,
                            Kind.PATH_ON_API_PORT,
                            "/metrics",
                            "Where the API port shows metrics (needs the permission metrics:Read)."),
                    setting(
                            Tracing.ENABLED,
                            Kind.BOOLEAN,
                            "false",
                            "Whether spans are recorded and sent. Decides alone: OTEL_SDK_DISABLED does not."),
                    setting(
                            Tracing.ENDPOINT,
                            Kind.ENDPOINT,
                            "",
                            "The OTLP/gRPC collector, with or without a scheme; OpenTelemetry's default"
                                    + " (localhost:4317) where empty. OTEL_EXPORTER_OTLP_ENDPOINT wins."),
                    setting(
                            Tracing.SERVICE_NAME,
                            Kind.text(1, 255),
                            "zot-artifact-store",
                            "The service name on spans. OTEL_SERVICE_NAME wins."),
                    setting(
                            "extensions.metrics.health.enabled",
                            Kind.BOOLEAN,
                            "true",
                            "Whether the API port shows health."),
                    setting(
                            READINESS_PATH,
                            Kind.PATH_ON_API_PORT,
                            "/health/ready",
                            "Whether to send traffic; with ?for=write, whether writes work."),
                    setting(
                            LIVENESS_PATH,
                            Kind.PATH_ON_API_PORT,
                            "/health/live",
                            "Whether the process works."),
                    setting(
                            HEALTH_PATH,
                            Kind.PATH_ON_API_PORT,
                            "/health",
                            "The health report of all components."),
                    setting(
                            "extensions.metrics.series.maxTuples",
                            Kind.integer(1, 5_000),
                            "600",
                            "How many combinations of bucket, type and status each artifact counter keeps apart;"
                                    + " further buckets count as __other__."),
                    setting(
                            "artifact-store.data",
                            Kind.text(1, 4_096),
                            "data",
                            "The data folder. Default: data beside the root pom with liberty:run."),
                    setting(
                            Surroundings.FILE_KEY,
                            Kind.text(1, 4_096),
                            "",
                            OUTSIDE_FILE,
                            "The YAML file with settings."),
                    setting(
                            ROOT_ACCESS_KEY,
                            Kind.text(
                                    "3 to 128 printable ASCII characters without space, '/', '=' and ','",
                                    "[!-~&&[^/=,]]{3,128}"),
                            "",
                            "The root user's access key; made at the first start where absent."),
                    new Setting(
                            ROOT_SECRET_KEY,
                            Kind.text(16, 512),
                            "",
                            ANYWHERE,
                            true,
                            "The root user's secret key; made at the first start where absent."),
                    setting(
                            "artifact-store.http-host",
                            Kind.text(1, 255),
                            "*",
                            ENVIRONMENT,
                            "The address the API listens on."),
                    setting(
                            HTTP_PORT,
                            Kind.port(),
                            "9080",
                            ENVIRONMENT,
                            "The API's port for plain HTTP."),
                    setting(
                            "artifact-store.management-host",
                            Kind.text(1, 255),
                            "127.0.0.1",
                            ENVIRONMENT,
                            "The address the management port listens on."),
                    setting(
                            MANAGEMENT_PORT,
                            Kind.integer(1, 65_535),
                            "9081",
                            ENVIRONMENT,
                            "The port of Liberty's /health and /metrics. Never route it."),
                    setting(
                            "artifact-store.max-requests",
                            Kind.integer(1, 10_000),
                            "256",
                            "Requests in progress at a time; further ones get 503 SlowDown."),
                    setting(
                            "artifact-store.metadata.queue",
                            Kind.integer(1, 100_000),
                            "1024",
                            "Mutations that may wait for the metadata writer."),
                    setting(
                            "artifact-store.metadata.timeout",
                            Kind.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
                            "PT30S",
                            "How long a request waits for its mutation to be durable."),
                    setting(
                            "artifact-store.metadata.readers",
                            Kind.integer(1, 256),
                            "8",
                            "Connections that read metadata."),
                    setting(
                            "artifact-store.gc.grace",
                            Kind.duration(SECOND, Duration.ofDays(7)),
                            "PT1M",
                            "How long a blob that nothing refers to is kept."),
                    setting(
                            "artifact-store.gc.interval",
                            Kind.duration(SECOND, Duration.ofDays(1)),
                            "PT1M",
                            "The time between two runs of garbage collection."),
                    setting(
                            DISK_WARN,
                            Kind.integer(1, 100),
                            "80",
                            "Disk use in percent from which health is degraded."),
                    setting(
                            DISK_CRITICAL,
                            Kind.integer(1, 100),
                            "90",
                            "Disk use in percent from which health says that the disk is nearly full."),
                    setting(
                            "artifact-store.health.interval",
                            Kind.duration(Duration.ofMillis(100), HOUR),
                            "PT10S",
                            "The time between two health checks of a component."),
                    setting(
                            "artifact-store.health.timeout",
                            Kind.duration(MILLI, MINUTE),
                            "PT5S",
                            "How long a health check may take before its component counts as down."),
                    setting(
                            "artifact-store.health.memory.warn-percent",
                            Kind.integer(1, 100),
                            "90",
                            "Heap use in percent of the largest heap from which memory is degraded."),
                    setting(
                            "artifact-store.health.threads.blocked-percent",
                            Kind.integer(1, 100),
                            "50",
                            "Share of live threads waiting for a lock, in percent, from which threads are"
                                    + " degraded."),
                    setting(
                            "artifact-store.access-log",
                            Kind.BOOLEAN,
                            "false",
                            "Whether each request writes a line; it is written on the request's"
                                    + " thread."),
                    setting(
                            "artifact-store.types.*",
                            Kind.oneOf(
                                    Arrays.stream(ArtifactType.values())
                                            .map(ArtifactType::label)
                                            .toList()),
                            "",
                            DOTTED,
                            "The artifact type of file names with the ending that takes the place of the star,"
                                    + " for example artifact-store.types.tar.lz."));

    private KnownSettings() {}

    /** The setting with this dotted name. */
    static Optional<Setting> find(String name) {
        return ALL.stream().filter(setting -> setting.isNamed(name)).findFirst();
    }

    /** The setting that the environment variable {@code name} makes. */
    static Optional<Setting> findByVariable(String name) {
        return ALL.stream()
                .filter(setting -> !setting.isWildcard())
                .filter(setting -> EnvironmentName.candidates(setting.key()).contains(name))
                .findFirst();
    }

    private static Setting setting(String key, Kind kind, String defaultValue, String meaning) {
        return setting(key, kind, defaultValue, ANYWHERE, meaning);
    }

    private static Setting setting(
            String key, Kind kind, String defaultValue, Place place, String meaning) {
        return new Setting(key, kind, defaultValue, place, false, meaning);
    }
}
