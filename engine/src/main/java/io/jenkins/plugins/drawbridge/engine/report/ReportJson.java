package io.jenkins.plugins.drawbridge.engine.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.ApprovalJson;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report as JSON, schema {@value #SCHEMA}: the order of the fields is stable. Stateless. */
public final class ReportJson {

    public static final String SCHEMA = "drawbridge.report/1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    /** Indented, with a newline at the end. */
    public static String write(Report report) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(report)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    /**
     * Reads what {@link #write} wrote; the text is not trusted.
     *
     * @param source name of the text for messages
     * @throws InputException if it is no report of this schema
     */
    public static Report read(String source, String json) {
        return new ReportReader(source).read(json);
    }

    public static ObjectNode tree(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", SCHEMA);
        run(json, report.run());
        ArrayNode services = json.putArray("services");
        report.services().forEach(service -> service(services.addObject(), service));
        ArrayNode changes = json.putArray("changes");
        report.changes().forEach(change -> change(changes.addObject(), change));
        numbers(json.putObject("requests"), report.costs().requests());
        numbers(json.putObject("timings"), report.costs().timings());
        json.set(
                "approval",
                report.approval() == null
                        ? JsonNodeFactory.instance.nullNode()
                        : ApprovalJson.write(report.approval()));
        ArrayNode notices = json.putArray("notices");
        report.notices().forEach(notices::add);
        return json;
    }

    private static void run(ObjectNode json, Run run) {
        json.put("cluster", run.cluster()).put("namespace", run.namespace());
        json.put("application", run.application()).put("environment", run.environment());
        json.put("deployType", run.deployType().word()).put("dryRun", run.dryRun());
        json.put("result", run.result().word());
        json.put("startedAt", run.startedAt().toString())
                .put("finishedAt", run.finishedAt().toString());
    }

    private static void service(ObjectNode json, ServiceReport service) {
        json.put("name", service.plan().name());
        json.put("outcome", service.plan().outcome().word());
        json.put("runningVersion", service.plan().runningVersion());
        json.put("newVersion", service.plan().newVersion());
        verdict(json, service.verdict(), "");
        ArrayNode objects = json.putArray("objects");
        service.plan().objects().forEach(ref -> ref(objects.addObject(), ref));
    }

    private static void change(ObjectNode json, ChangeReport change) {
        ref(json, change.change().ref());
        json.put("action", change.change().action());
        ArrayNode fields = json.putArray("fields");
        for (FieldChange field : change.change().fields()) {
            ObjectNode one = fields.addObject();
            one.put("path", field.path());
            one.set("before", orNull(field.before()));
            one.set("after", orNull(field.after()));
        }
        verdict(json, change.verdict(), change.reason());
        json.put("applied", change.applied());
    }

    private static JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }

    private static void ref(ObjectNode json, ObjectRef ref) {
        json.put("group", ref.group()).put("version", ref.version()).put("kind", ref.kind());
        json.put("namespace", ref.namespace()).put("name", ref.name());
    }

    private static void verdict(ObjectNode json, @Nullable Verdict verdict, String otherwise) {
        json.put("verdict", verdict == null ? null : verdict.state().word());
        json.put("reason", verdict == null ? otherwise : verdict.reason());
    }

    private static void numbers(ObjectNode json, Map<String, Long> numbers) {
        numbers.forEach(json::put);
    }
}
