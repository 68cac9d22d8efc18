package io.jenkins.plugins.drawbridge.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** A trigger as its file holds it. Later versions read what earlier ones wrote: names are only ever added. */
final class TriggerJson {

    private TriggerJson() {}

    static ObjectNode write(TriggerRecord record) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("key", record.key())
                .put("triggerId", record.triggerId())
                .put("job", record.job())
                .put("environment", record.environment())
                .put("queueId", record.queueId())
                .put("number", record.number())
                .put("state", record.state().name())
                .put("result", record.result())
                .put("acceptedAt", record.acceptedAt())
                .put("told", record.told())
                .put("attempts", record.attempts())
                .put("nextAttempt", record.nextAttempt());
        ObjectNode messages = json.putObject("messages");
        new TreeMap<>(record.messages()).forEach(messages::put);
        return json;
    }

    /** @throws IllegalArgumentException if it is none */
    static TriggerRecord read(JsonNode json) {
        return new TriggerRecord(
                new TriggerRecord.Wanted(
                        json.path("key").asText(),
                        json.path("triggerId").asText(),
                        json.path("job").asText(),
                        json.path("environment").asText(),
                        json.path("acceptedAt").asLong(),
                        messages(json.path("messages"))),
                json.path("queueId").asLong(),
                new TriggerRecord.Course(
                        json.path("number").asInt(),
                        State.valueOf(json.path("state").asText()),
                        json.path("result").asText()),
                new TriggerRecord.Telling(
                        json.path("told").asBoolean(),
                        json.path("attempts").asInt(),
                        json.path("nextAttempt").asLong()));
    }

    private static Map<String, String> messages(JsonNode json) {
        Map<String, String> messages = new TreeMap<>();
        json.properties()
                .forEach(message ->
                        messages.put(message.getKey(), message.getValue().asText()));
        return messages;
    }
}
