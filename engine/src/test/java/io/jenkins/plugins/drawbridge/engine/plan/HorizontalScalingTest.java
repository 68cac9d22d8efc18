package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import java.util.List;
import org.junit.Test;

public class HorizontalScalingTest {

    private final ObjectNode live = Samples.resource("deployment-live.json");
    private final Manifest desired =
            Samples.manifest(Samples.resource("deployment-desired.json").toString());
    private final HorizontalScaling scaling = HorizontalScaling.of(List.of(Samples.json(
            "{'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','metadata':{'name':'h','namespace':'shop'},"
                    + "'spec':{'scaleTargetRef':{'kind':'Deployment','name':'api'}}}")));

    @Test
    public void replicas_we_set_earlier_stay_as_the_autoscaler_left_them() {
        live.withObject("/spec").put("replicas", 7);
        assertThat(replicas(desired, "drawbridge")).isEqualTo("7");
    }

    @Test
    public void replicas_somebody_else_owns_are_not_stated_at_all() {
        assertThat(replicas(desired, "somebody")).isEmpty();
    }

    @Test
    public void replicas_that_are_no_longer_stated_do_not_fall_back_to_one() {
        live.withObject("/spec").put("replicas", 7);
        ObjectNode body = desired.body().deepCopy();
        body.withObject("/spec").remove("replicas");
        assertThat(replicas(desired.withBody(body), "drawbridge")).isEqualTo("7");
        assertThat(replicas(desired.withBody(body), "somebody")).isEmpty();
    }

    @Test
    public void a_new_workload_starts_as_stated() {
        assertThat(scaling.keepReplicas(desired, null, "drawbridge")).isSameAs(desired);
    }

    @Test
    public void a_workload_without_autoscaler_is_left_alone() {
        assertThat(HorizontalScaling.of(List.of()).keepReplicas(desired, live, "drawbridge"))
                .isSameAs(desired);
    }

    private String replicas(Manifest manifest, String manager) {
        return scaling.keepReplicas(manifest, live, manager)
                .body()
                .path("spec")
                .path("replicas")
                .asText("");
    }
}
