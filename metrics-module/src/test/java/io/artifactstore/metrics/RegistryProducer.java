package io.artifactstore.metrics;

import io.smallrye.metrics.SharedMetricRegistries;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What Liberty injects into an EJB module: the registry of the application scope. */
@Dependent
class RegistryProducer {

    @Produces
    MetricRegistry applicationRegistry() {
        return SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
    }
}
