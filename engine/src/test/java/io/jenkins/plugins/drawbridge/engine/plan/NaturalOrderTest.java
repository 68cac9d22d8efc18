package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class NaturalOrderTest {

    @Test
    public void numbers_count_and_all_else_is_compared_as_text() {
        List<String> sorted = List.of(
                "2048",
                "10000000000000000000000",
                "a-1b",
                "a-002",
                "a-2",
                "a-2-x",
                "a-10",
                "a-b",
                "api",
                "api-v9.10",
                "api-v10.9",
                "b");
        List<String> mixed = new ArrayList<>(sorted);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(mixed, new Random(seed));
            mixed.sort(NaturalOrder.INSTANCE);
            assertThat(mixed).isEqualTo(sorted);
        }
    }
}
