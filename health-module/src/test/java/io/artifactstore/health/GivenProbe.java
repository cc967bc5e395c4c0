package io.artifactstore.health;

import io.artifactstore.api.signal.HealthProbe;
import io.artifactstore.api.signal.ProbeResult;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** A probe that does what its test wants. */
final class GivenProbe implements HealthProbe {

    final AtomicInteger calls = new AtomicInteger();
    private final String component;
    private final boolean makesUnready;
    private volatile Callable<ProbeResult> check;

    private GivenProbe(String component, boolean makesUnready, Callable<ProbeResult> check) {
        this.component = component;
        this.makesUnready = makesUnready;
        this.check = check;
    }

    /** One that traffic depends on. */
    static GivenProbe vital(String component, ProbeResult result) {
        return new GivenProbe(component, true, () -> result);
    }

    /** One that can do no worse than degrade. */
    static GivenProbe minor(String component, ProbeResult result) {
        return new GivenProbe(component, false, () -> result);
    }

    GivenProbe now(Callable<ProbeResult> newCheck) {
        check = newCheck;
        return this;
    }

    @Override
    public String component() {
        return component;
    }

    @Override
    public boolean makesUnready() {
        return makesUnready;
    }

    @Override
    public ProbeResult check() throws Exception {
        calls.incrementAndGet();
        return check.call();
    }
}
