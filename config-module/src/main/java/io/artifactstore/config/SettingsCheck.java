package io.artifactstore.config;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.List;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Keeps the application from starting with a setting that it does not know or understand: one line
 * in the log names the key, the value (never a secret's) and what is allowed.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SettingsCheck {

    private static final Logger LOG = Logger.getLogger(SettingsCheck.class.getName());
    private static final int SHOWN = 10;

    @PostConstruct
    void check() {
        check(ConfigProvider.getConfig(), Surroundings.ofProcess());
    }

    /**
     * @throws IllegalStateException with the line that was logged
     */
    static void check(Config config, Surroundings surroundings) {
        List<String> problems = new SettingsValidation(config, surroundings).problems();
        if (!problems.isEmpty()) {
            String line = line(problems);
            LOG.severe(line);
            throw new IllegalStateException(line);
        }
        new SettingsWarnings(config, surroundings).all().forEach(LOG::warning);
    }

    private static String line(List<String> problems) {
        String shown = String.join(" ", problems.subList(0, Math.min(SHOWN, problems.size())));
        int more = problems.size() - SHOWN;
        return "The store does not start. " + shown + (more > 0 ? " And " + more + " more." : "");
    }
}
