package io.artifactstore.config;

import java.nio.file.Path;

/** docs/configuration.md, made from the list of settings. */
final class ConfigurationDocument {

    static final Path FILE = Path.of("..", "docs", "configuration.md");

    private ConfigurationDocument() {}

    static String text() {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Configuration

                        <!-- Made from the list of settings by `mvn -pl config-module -am test -Dconfiguration.write=true`; do not edit. -->

                        Settings come from, the first one that has a value wins:

                        1. system properties, by the setting's name;
                        2. the environment, by the name in the second column;
                        3. the YAML file that `ARTIFACT_STORE_CONFIG` names, the names' dots being levels;
                        4. the default.

                        An empty value is no value. A setting that does not exist or a value that is not allowed keeps the application
                        from starting, with one line in the log that names the setting, the value and what is allowed. The file has at
                        most 1 MiB; tags are not supported.

                        | setting | environment | where | default | allowed | meaning |
                        |---|---|---|---|---|---|
                        """);
        for (Setting setting : KnownSettings.ALL) {
            text.append("| `")
                    .append(setting.key())
                    .append("` | ")
                    .append(
                            setting.place() == Setting.Place.DOTTED
                                    ? ""
                                    : "`" + setting.environmentName() + "`")
                    .append(" | ")
                    .append(setting.place().text())
                    .append(" | ")
                    .append(
                            setting.defaultValue().isEmpty()
                                    ? ""
                                    : "`" + setting.defaultValue() + "`")
                    .append(" | ")
                    .append(setting.kind().allowed())
                    .append(" | ")
                    .append(setting.meaning())
                    .append(setting.secret() ? " Secret: never logged." : "")
                    .append(" |\n");
        }
        return text.append(
                        """

                        ## The file

                        ```yaml
                        extensions:
                          metrics:
                            enabled: true
                            prometheus: {enabled: true, path: /metrics}
                            tracing: {enabled: false, endpoint: "", serviceName: "zot-artifact-store"}
                            health: {enabled: true, readinessPath: /health/ready, livenessPath: /health/live, healthPath: /health}
                        artifact-store:
                          max-requests: 256
                          types: {tar.lz: tar}
                        ```

                        Settings of MicroProfile Metrics (`mp`) and OpenTelemetry (`otel`) may stand in it as well.

                        ## Tracing and OpenTelemetry's own settings

                        `extensions.metrics.tracing.enabled` decides whether there are spans. `OTEL_SDK_DISABLED` does not, and is reported
                        at start: as `false` it would make the server trace by itself, without this store's sampler and redaction. The
                        standard `OTEL_EXPORTER_OTLP_ENDPOINT` (with or without a scheme), `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER` and
                        the like win over the file. Spans go out by OTLP over gRPC; without further settings every trace is sampled unless
                        its caller decided otherwise.

                        ## Kubernetes

                        Kubernetes gives a pod variables for every Service of its namespace (`ARTIFACT_STORE_DB_SERVICE_HOST`, …). They are
                        recognised and ignored. A Service called `artifact-store-http` would collide with `ARTIFACT_STORE_HTTP_PORT`: set
                        `enableServiceLinks: false` in the pod.
                        """)
                .toString();
    }
}
