package io.artifactstore.metrics;

import io.artifactstore.api.access.Surface;
import io.artifactstore.api.event.AdmissionRefused;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.event.RequestEnded;
import io.artifactstore.api.event.RequestStarted;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Timer;

/** Requests to the S3 and the management API, and the store's faults. */
@ApplicationScoped
public class RequestMetrics implements Recorder {

    private static final int STATUSES = HttpStatus.count();

    @Inject Metering metering;

    private boolean enabled;
    private final LongAdder active = new LongAdder();
    private BoundedSeries<String, Counter> requests;
    private Counter refused;
    private final Counter[][] clients =
            new Counter[ClientFamily.values().length][HttpStatus.CLASSES.size()];
    private final Timer[] firstBytes = new Timer[EndpointGroup.values().length];
    private final Histogram[] responseSizes = new Histogram[EndpointGroup.values().length];
    private final Counter[][] faults =
            new Counter[FaultOccurred.Type.values().length]
                    [FaultOccurred.Component.values().length];

    /** Registers the series that are known beforehand. */
    @PostConstruct
    public void register() {
        enabled = metering.isEnabled();
        if (!enabled) {
            return;
        }
        Instruments instruments = metering.instruments();
        instruments.gauge(Metric.ACTIVE_CONNECTIONS, active::doubleValue);
        refused = instruments.counter(Metric.REQUESTS_REFUSED);
        for (ClientFamily client : ClientFamily.values()) {
            for (int i = 0; i < HttpStatus.CLASSES.size(); i++) {
                clients[client.ordinal()][i] =
                        instruments.counter(
                                Metric.CLIENT_REQUESTS, client.label(), HttpStatus.CLASSES.get(i));
            }
        }
        for (EndpointGroup group : EndpointGroup.values()) {
            firstBytes[group.ordinal()] =
                    instruments.timer(Metric.ARTIFACT_FIRST_BYTE, group.label());
            responseSizes[group.ordinal()] =
                    instruments.histogram(Metric.RESPONSE_SIZE, group.label());
        }
        for (FaultOccurred.Type type : FaultOccurred.Type.values()) {
            for (FaultOccurred.Component component : FaultOccurred.Component.values()) {
                faults[type.ordinal()][component.ordinal()] =
                        instruments.counter(Metric.ERRORS, type.label(), component.label());
            }
        }
        requests = byEndpoint(instruments);
    }

    /** A request is in progress. */
    public void begin(@Observes @Priority(100) RequestStarted started) {
        if (enabled && started.surface() != Surface.SIGNALS) {
            active.increment();
        }
    }

    /** Counts a request, once. */
    public void end(@Observes @Priority(100) RequestEnded ended) {
        if (!enabled || ended.surface() == Surface.SIGNALS) {
            return;
        }
        active.decrement();
        requests.of(ended.endpoint(), variant(RequestMethod.of(ended.method()), ended.status()))
                .inc();
        clients[ClientFamily.of(ended.userAgent()).ordinal()][HttpStatus.classIndex(ended.status())]
                .inc();
        int group = EndpointGroup.of(ended.surface(), ended.endpoint()).ordinal();
        firstBytes[group].update(Duration.ofNanos(Math.max(0, ended.firstByteNanos())));
        responseSizes[group].update(Math.max(0, ended.bytesSent()));
    }

    /** Counts a request that was turned away. */
    public void record(@Observes @Priority(100) AdmissionRefused refusal) {
        if (enabled) {
            refused.inc();
        }
    }

    /** Counts a fault of the store. */
    public void record(@Observes @Priority(100) FaultOccurred fault) {
        if (enabled) {
            faults[fault.type().ordinal()][fault.component().ordinal()].inc();
        }
    }

    private BoundedSeries<String, Counter> byEndpoint(Instruments instruments) {
        BoundedCounters<String> source =
                new BoundedCounters<>(
                        instruments,
                        Metric.REQUESTS,
                        (endpoint, variant) ->
                                new String[] {
                                    RequestMethod.at(variant / STATUSES).label(),
                                    endpoint,
                                    HttpStatus.label(variant % STATUSES)
                                });
        int otherMethod = RequestMethod.OTHER.ordinal() * STATUSES;
        BoundedSeries<String, Counter> family =
                new BoundedSeries<>(
                        source,
                        RequestMethod.values().length * STATUSES,
                        Metric.MAX_ENDPOINT_TUPLES,
                        Metering.OTHER,
                        // The status is what alerts read: beyond the bound it stays, the method
                        // does not.
                        variant -> otherMethod + variant % STATUSES,
                        metering.overflowOf(Metric.REQUESTS));
        // Endpoints are known when they are used; these are used first, and a rate needs a zero.
        family.of("PutObject", variant(RequestMethod.PUT, 200));
        family.of("GetObject", variant(RequestMethod.GET, 200));
        family.of("HeadObject", variant(RequestMethod.HEAD, 200));
        family.of("ListObjectsV2", variant(RequestMethod.GET, 200));
        family.of("DeleteObject", variant(RequestMethod.DELETE, 204));
        return family;
    }

    private static int variant(RequestMethod method, int status) {
        return method.ordinal() * STATUSES + HttpStatus.index(status);
    }
}
