package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.List;
import org.junit.Test;

public class RestartReasonsTest {

    private static final FieldChange RESTART =
            new FieldChange("rollout", null, TextNode.valueOf("restart: configuration changed"));
    private static final FieldChange DATA = new FieldChange("data.a", null, TextNode.valueOf("1"));

    private final Manifest api = deployment("api", "{\"envFrom\":[{\"configMapRef\":{\"name\":\"cfg\"}}]}");
    private final Change restart = new Change.Update(api.ref(), List.of(RESTART));

    @Test
    public void names_the_changed_configuration_a_workload_reads() {
        List<Change> named = RestartReasons.named(
                List.of(new Change.Update(configMap("shop", "cfg"), List.of(DATA)), restart), List.of(api));

        assertThat(named.get(1).fields())
                .containsExactly(new FieldChange(
                        "rollout", null, TextNode.valueOf("restart: configuration changed (ConfigMap cfg)")));
    }

    @Test
    public void names_nothing_that_did_not_change_is_not_read_or_lies_elsewhere() {
        List<Change> named = RestartReasons.named(
                List.of(
                        new Change.Unchanged(configMap("shop", "cfg"), ""),
                        new Change.Update(configMap("shop", "other"), List.of(DATA)),
                        new Change.Update(configMap("stage", "cfg"), List.of(DATA)),
                        restart),
                List.of(api));

        assertThat(named.get(3)).isEqualTo(restart);
    }

    private static ObjectRef configMap(String namespace, String name) {
        return new ObjectRef("", "v1", "ConfigMap", namespace, name);
    }

    private static Manifest deployment(String name, String container) {
        try {
            ObjectNode body = (ObjectNode) new ObjectMapper()
                    .readTree("{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"" + name
                            + "\",\"namespace\":\"shop\"},\"spec\":{\"template\":{\"spec\":{\"containers\":["
                            + container + "]}}}}");
            return Manifest.of(body, new Manifest.Source("a.yaml", 1, 1));
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
