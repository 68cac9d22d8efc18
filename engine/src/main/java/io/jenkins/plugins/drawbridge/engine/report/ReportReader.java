package io.jenkins.plugins.drawbridge.engine.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.ApprovalJson;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.plan.Outcome;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a report that may have been tampered with: sizes are bounded, words are checked. */
final class ReportReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_CHARACTERS = 64 << 20;
    private static final int MAX_ELEMENTS = 100_000;

    private final String source;

    ReportReader(String source) {
        this.source = source;
    }

    Report read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw broken("is larger than " + (MAX_CHARACTERS >> 20) + " million characters");
        }
        JsonNode json = parse(text);
        if (!json.path("schema").asText().equals(ReportJson.SCHEMA)) {
            throw broken("is no report of the schema " + ReportJson.SCHEMA);
        }
        return new Report(
                run(json),
                each(json, "services", this::service),
                each(json, "changes", this::change),
                new Costs(numbers(json.path("requests")), numbers(json.path("timings"))),
                json.path("approval").isObject() ? ApprovalJson.read(json.path("approval")) : null,
                each(json, "notices", JsonNode::asText));
    }

    private JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw broken("is no JSON");
        }
    }

    private Run run(JsonNode json) {
        return new Run(
                text(json, "cluster"),
                text(json, "namespace"),
                text(json, "application"),
                json.path("environment").asText(""),
                word(json, "deployType", DeployType.values(), DeployType::word),
                json.path("dryRun").asBoolean(),
                word(json, "result", Result.values(), Result::word),
                instant(json, "startedAt"),
                instant(json, "finishedAt"));
    }

    private ServiceReport service(JsonNode json) {
        Outcome outcome = word(json, "outcome", Outcome.values(), Outcome::word);
        List<ObjectRef> objects = each(json, "objects", this::ref);
        String running = json.path("runningVersion").asText("");
        String next = json.path("newVersion").asText("");
        return new ServiceReport(new ServicePlan(text(json, "name"), outcome, running, next, objects), verdict(json));
    }

    private ChangeReport change(JsonNode json) {
        ObjectRef ref = ref(json);
        List<FieldChange> fields = each(json, "fields", this::field);
        Verdict verdict = verdict(json);
        String action = text(json, "action");
        String why = verdict == null ? json.path("reason").asText("") : "";
        Change change =
                switch (action) {
                    case "create" -> new Change.Create(ref, fields);
                    case "update" -> new Change.Update(ref, fields);
                    case "delete" -> new Change.Delete(ref, fields);
                    case "unchanged" -> new Change.Unchanged(ref, why);
                    default -> throw broken("has an unknown word in action");
                };
        return new ChangeReport(change, verdict, json.path("applied").asBoolean(false));
    }

    private FieldChange field(JsonNode json) {
        JsonNode before = json.path("before");
        JsonNode after = json.path("after");
        return new FieldChange(text(json, "path"), orAbsent(before), orAbsent(after));
    }

    private static @Nullable JsonNode orAbsent(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? null : value;
    }

    private ObjectRef ref(JsonNode json) {
        return new ObjectRef(
                text(json, "group"),
                text(json, "version"),
                text(json, "kind"),
                text(json, "namespace"),
                text(json, "name"));
    }

    private @Nullable Verdict verdict(JsonNode json) {
        return json.path("verdict").isTextual()
                ? new Verdict(
                        word(json, "verdict", Verdict.State.values(), Verdict.State::word),
                        json.path("reason").asText(""))
                : null;
    }

    private Map<String, Long> numbers(JsonNode json) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asLong()));
        return numbers;
    }

    private Instant instant(JsonNode json, String field) {
        try {
            return Instant.parse(text(json, field));
        } catch (DateTimeException e) {
            throw broken("has no time in " + field);
        }
    }

    private <T> T word(JsonNode json, String field, T[] values, Function<T, String> word) {
        for (T value : values) {
            if (word.apply(value).equals(json.path(field).asText())) {
                return value;
            }
        }
        throw broken("has an unknown word in " + field);
    }

    private String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw broken("has no text in " + field);
        }
        return json.path(field).textValue();
    }

    private <T> List<T> each(JsonNode json, String field, Function<JsonNode, T> read) {
        JsonNode list = json.path(field);
        if (!list.isArray() || list.size() > MAX_ELEMENTS) {
            throw broken("has no list in " + field + ", or too long a one");
        }
        List<T> elements = new ArrayList<>();
        list.forEach(element -> elements.add(read.apply(element)));
        return elements;
    }

    private InputException broken(String what) {
        return new InputException(source + " " + what + ": make it again with `plan -o json`.");
    }
}
