package io.artifactstore.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestIdsTest {

    @Test
    void idsShouldBeUniqueAndOfOneForm() {
        RequestIds ids = new RequestIds();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(ids.next());
        }
        assertThat(seen).hasSize(100_000).allMatch(id -> id.matches("[0-9A-F]{16}"));
    }

    @Test
    void idsShouldNotRepeatAfterARestart() {
        assertThat(new RequestIds().next()).isNotEqualTo(new RequestIds().next());
    }
}
