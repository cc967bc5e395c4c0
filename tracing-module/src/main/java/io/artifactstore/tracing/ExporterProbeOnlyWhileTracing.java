package io.artifactstore.tracing;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/**
 * Takes the exporter's health component out where nothing is exported: a report lists what is
 * configured, and a component that can never be unwell says nothing.
 */
public final class ExporterProbeOnlyWhileTracing implements Extension {

    void veto(@Observes ProcessAnnotatedType<ExporterProbe> probe) {
        if (!TracingSettings.isOn()) {
            probe.veto();
        }
    }
}
