package io.jenkins.plugins.drawbridge.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.Test;

public class FilteredJobArgumentsTest {

    @Test
    public void a_deploy_runs_no_jobs_unless_it_is_told_to() {
        assertThat(settled(Map.of()).jobs()).isNull();
        assertThat(settled(Map.of("filteredJobAnnotation", "")).jobs()).isNull();
        assertThat(settled(Map.of("filteredJobAnnotation", "pre-deploy")).jobs())
                .isEqualTo(new JobSelection("pre-deploy", 3, Duration.ofSeconds(30)));
    }

    @Test
    public void an_order_that_is_kept_and_read_again_runs_the_same_jobs() {
        StepOrder order = settled(
                Map.of("filteredJobAnnotation", "pre-deploy", "filteredJobMaxRetries", 0, "filteredJobTimeout", "2m"));

        assertThat(order.jobs()).isEqualTo(new JobSelection("pre-deploy", 0, Duration.ofMinutes(2)));
        assertThat(StepOrderJson.read(StepOrderJson.write(order))).isEqualTo(order);
        assertThat(order.within("shop").jobs()).isEqualTo(order.jobs());
    }

    @Test
    public void what_another_step_does_by_this_order_is_no_job() {
        StepOrder order = settled(Map.of("filteredJobAnnotation", "pre-deploy"));

        assertThat(order.as(StepParameter.SMART_DIFF).jobs()).isNull();
        assertThat(order.as(StepParameter.SMART_DEPLOY).jobs()).isNull();
    }

    @Test
    public void every_fault_is_told_at_once() {
        assertThatThrownBy(() -> settled(Map.of(
                        "filteredJobAnnotation", "pre-deploy",
                        "filteredJobMaxRetries", "many",
                        "filteredJobTimeout", "0",
                        "plan", "plan.json")))
                .hasMessage("smartDeploy: filteredJobMaxRetries is a number from 0 to 100\n"
                        + "smartDeploy: filteredJobTimeout is longer than 0\n"
                        + "smartDeploy: plan is about a deploy, filteredJobAnnotation about jobs; give one of them");
        assertThatThrownBy(() -> settled(Map.of("filteredJobMaxRetries", 101))).hasMessageContaining("from 0 to 100");
    }

    private static StepOrder settled(Map<String, ?> more) {
        Map<String, Object> given = new HashMap<>(more);
        given.put("environment", "DEV");
        return StepArguments.settle(StepParameter.SMART_DEPLOY, given, Map.of());
    }
}
