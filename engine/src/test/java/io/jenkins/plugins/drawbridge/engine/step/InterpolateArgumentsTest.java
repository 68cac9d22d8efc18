package io.jenkins.plugins.drawbridge.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class InterpolateArgumentsTest {

    @Test
    public void placeholders_stay_as_they_are_unless_the_step_says_so() {
        assertThat(settled(Map.of()).interpolate()).isFalse();
        assertThat(settled(Map.of("interpolate", true)).interpolate()).isTrue();
    }

    @Test
    public void an_order_that_is_kept_and_read_again_fills_in_the_same_way() {
        StepOrder order = settled(Map.of("interpolate", true, "envPrefix", "DEV_, ALL_"));

        assertThat(order.envPrefixes()).isEqualTo(List.of("DEV_", "ALL_"));
        assertThat(StepOrderJson.read(StepOrderJson.write(order))).isEqualTo(order);
        assertThat(order.as(StepParameter.SMART_DIFF).interpolate()).isTrue();
        assertThat(order.within("shop").envPrefixes()).isEqualTo(order.envPrefixes());
    }

    @Test
    public void a_prefix_without_interpolate_is_a_fault() {
        assertThatThrownBy(() -> settled(Map.of("envPrefix", "DEV_")))
                .hasMessage("smartDeploy: envPrefix is about interpolate: true");
    }

    private static StepOrder settled(Map<String, ?> more) {
        Map<String, Object> given = new HashMap<>(more);
        given.put("environment", "DEV");
        return StepArguments.settle(StepParameter.SMART_DEPLOY, given, Map.of());
    }
}
