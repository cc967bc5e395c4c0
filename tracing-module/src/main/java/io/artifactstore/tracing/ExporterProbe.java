package io.artifactstore.tracing;

import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;

/** Says when traces are lost. The store works without a collector, so the worst is degraded. */
@ApplicationScoped
public class ExporterProbe implements HealthProbe {

    @Override
    public String component() {
        return "otlp_exporter";
    }

    @Override
    public boolean makesUnready() {
        return false;
    }

    @Override
    public ProbeResult check() {
        return check(SpanPipeline.OF_APPLICATION);
    }

    static ProbeResult check(SpanPipeline pipeline) {
        if (!pipeline.isExporting()) {
            return ProbeResult.healthy("No spans are exported");
        }
        Boolean worked = pipeline.counts().lastExportWorked();
        if (worked == null) {
            return ProbeResult.healthy("No span had to be exported yet");
        }
        return worked
                ? ProbeResult.healthy("The last export of spans worked")
                : ProbeResult.degraded("The last export of spans failed; is the collector up?");
    }
}
