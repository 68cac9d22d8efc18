package io.jenkins.plugins.drawbridge.server.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.deploy.RunningDeploy;
import io.jenkins.plugins.drawbridge.server.runtime.EventView;
import io.jenkins.plugins.drawbridge.server.runtime.PodView;
import io.jenkins.plugins.drawbridge.server.runtime.RuntimeView;
import io.jenkins.plugins.drawbridge.server.runtime.WorkloadView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lives in a namespace as JSON, schema {@value #SCHEMA}: the order of the fields is stable. Stateless. */
final class StatusJson {

    static final String SCHEMA = "drawbridge.status/1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusJson() {}

    /** Indented, with a newline at the end. */
    static String write(RuntimeView view, List<RunningDeploy> deploys) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(view, deploys)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    private static ObjectNode tree(RuntimeView view, List<RunningDeploy> deploys) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        json.put("environment", view.environment()).put("cluster", view.cluster());
        json.put("namespace", view.namespace()).put("readAt", view.readAt().toString());
        json.put("well", view.isWell() && view.gaps().isEmpty());
        ArrayNode running = json.putArray("deploys");
        deploys.forEach(deploy -> running.addObject()
                .put("application", deploy.application())
                .put("holder", deploy.holder())
                .put("since", deploy.since()));
        ArrayNode workloads = json.putArray("workloads");
        view.worstFirst().forEach(workload -> workload(workloads.addObject(), workload));
        ArrayNode pods = json.putArray("pods");
        view.loosePods().forEach(pod -> pod(pods.addObject(), pod));
        view.gaps().forEach(json.putArray("gaps")::add);
        return json;
    }

    private static void workload(ObjectNode json, WorkloadView workload) {
        json.put("kind", workload.kind()).put("name", workload.name());
        json.put("health", workload.health().word()).put("detail", workload.detail());
        json.put("desired", workload.desired()).put("ready", workload.ready()).put("updated", workload.updated());
        json.put("restarts", workload.restarts()).put("owner", workload.owner());
        json.put("created", text(workload.created()));
        ArrayNode images = json.putArray("images");
        workload.images().forEach(image -> images.addObject()
                .put("container", image.container())
                .put("image", image.image())
                .put("version", image.version()));
        ArrayNode pods = json.putArray("pods");
        workload.pods().forEach(pod -> pod(pods.addObject(), pod));
        ArrayNode events = json.putArray("events");
        workload.events().forEach(event -> event(events.addObject(), event));
    }

    private static void pod(ObjectNode json, PodView pod) {
        json.put("name", pod.name()).put("health", pod.health().word());
        json.put("status", pod.status()).put("reason", pod.reason()).put("node", pod.node());
        json.put("readyContainers", pod.readyContainers())
                .put("containers", pod.containers().size());
        json.put("restarts", pod.restarts()).put("created", text(pod.created()));
    }

    private static void event(ObjectNode json, EventView event) {
        json.put("warning", event.warning()).put("object", event.object());
        json.put("reason", event.reason()).put("message", event.message());
        json.put("count", event.count()).put("lastSeen", text(event.lastSeen()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
