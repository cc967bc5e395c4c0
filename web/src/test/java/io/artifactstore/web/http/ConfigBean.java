package io.artifactstore.web.http;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.Config;

/** Makes given settings injectable, as the server does with its own. */
public class ConfigBean implements Extension {

    private final Config config;

    ConfigBean(Config config) {
        this.config = config;
    }

    void add(@Observes AfterBeanDiscovery discovery) {
        discovery.addBean().types(Config.class).createWith(context -> config);
    }
}
