package io.artifactstore.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void placesShouldBeGivenUpToTheBoundAndAgainAfterThat() {
        Admission admission = new Admission(2);
        assertThat(admission.tryEnter()).isTrue();
        assertThat(admission.tryEnter()).isTrue();
        assertThat(admission.tryEnter()).isFalse();
        admission.leave();
        assertThat(admission.tryEnter()).isTrue();
        assertThat(admission.tryEnter()).isFalse();
    }

    @Test
    void boundShouldComeFromTheSettings() {
        assertThat(placesOf(config(Map.of("artifact-store.max-requests", "3")))).isEqualTo(3);
        assertThat(placesOf(config(Map.of()))).isEqualTo(256);
    }

    private static int placesOf(Config config) {
        Admission admission = new Admission(config);
        int places = 0;
        while (admission.tryEnter()) {
            places++;
        }
        return places;
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build();
    }
}
