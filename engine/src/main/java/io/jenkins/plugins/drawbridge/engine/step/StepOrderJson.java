package io.jenkins.plugins.drawbridge.engine.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A settled order as JSON, with the words of the step's parameters. Reading checks it like any other input. */
public final class StepOrderJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StepOrderJson() {}

    public static String write(StepOrder order) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("step", order.step());
        put(json, StepParameter.ENVIRONMENT, order.environment());
        put(json, StepParameter.CLUSTER, order.environment().isEmpty() ? order.cluster() : "");
        put(json, StepParameter.NAMESPACE, order.namespace());
        put(json, StepParameter.FILES, order.kustomize().isEmpty() ? order.files() : List.of());
        put(json, StepParameter.KUSTOMIZE, order.kustomize());
        put(json, StepParameter.APPLICATION, order.application());
        put(json, StepParameter.DEPLOY_TYPE, order.deployType().word());
        json.put(StepParameter.FORCE_DEPLOY_WHEN_NO_SEMVER.word(), order.forceDeployWhenNoSemver());
        if (order.interpolate()) {
            json.put(StepParameter.INTERPOLATE.word(), true);
            put(json, StepParameter.ENV_PREFIX, order.envPrefixes());
        }
        if (order.deploys()) {
            json.put(StepParameter.ENSURE_NAMESPACE.word(), order.ensureNamespace());
            json.put(StepParameter.DRY_RUN.word(), order.dryRun());
            json.put(StepParameter.WAIT.word(), order.awaitReady());
            json.put(StepParameter.TIMEOUT.word(), order.timeout().toMillis() + "ms");
            json.put(StepParameter.LOCK_TIMEOUT.word(), order.lockTimeout().toMillis() + "ms");
            put(json, StepParameter.PLAN, order.plan());
            put(json, StepParameter.FORCE_CONFLICTS_WITH, order.forceConflictsWith());
            put(json, StepParameter.DANGEROUSLY_PRUNE, order.dangerouslyPrune());
        }
        JobSelection jobs = order.jobs();
        if (jobs != null) {
            put(json, StepParameter.FILTERED_JOB_ANNOTATION, jobs.value());
            json.put(StepParameter.FILTERED_JOB_MAX_RETRIES.word(), jobs.retries());
            json.put(StepParameter.FILTERED_JOB_TIMEOUT.word(), jobs.attempt().toMillis() + "ms");
        }
        return json.toString();
    }

    private static void put(ObjectNode json, StepParameter parameter, String value) {
        if (!value.isEmpty()) {
            json.put(parameter.word(), value);
        }
    }

    private static void put(ObjectNode json, StepParameter parameter, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(json.putArray(parameter.word())::add);
        }
    }

    /** @throws InputException if it is no order */
    public static StepOrder read(String text) {
        try {
            Map<String, Object> values = new LinkedHashMap<>();
            JsonNode json = JSON.readTree(text);
            json.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
            Object step = values.remove("step");
            return StepArguments.settle(String.valueOf(step), values, Map.of());
        } catch (JsonProcessingException damaged) {
            throw new InputException("this is no order of a step", damaged);
        }
    }

    private static Object value(JsonNode json) {
        if (json.isArray()) {
            List<String> texts = new ArrayList<>();
            json.forEach(item -> texts.add(item.asText()));
            return texts;
        }
        return json.asText();
    }
}
