package io.jenkins.plugins.drawbridge.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one trigger, for good. Holds no secret and no parameter beside the environment.
 *
 * @param key what makes a repetition one: the webhook's id or the trigger's
 * @param triggerId the Console's own name for it; empty: it gave none
 * @param job full name
 * @param queueId Jenkins's own; 0: not queued yet
 * @param number of the build; 0: none yet
 * @param result Jenkins's word; empty: none yet
 * @param told whether the Console need not be told any more
 * @param attempts how often that was tried
 * @param nextAttempt milliseconds since 1970
 * @param messages the signed webhooks that asked for it: their ids to the digests of their bodies
 */
record TriggerRecord(
        String key,
        String triggerId,
        String job,
        String environment,
        long queueId,
        int number,
        State state,
        String result,
        long acceptedAt,
        boolean told,
        int attempts,
        long nextAttempt,
        Map<String, String> messages) {

    TriggerRecord {
        messages = Map.copyOf(messages);
    }

    static TriggerRecord accepted(Triggers.Wish wish, String job, long now) {
        TriggerRecord fresh = new TriggerRecord(
                wish.key(),
                wish.triggerId(),
                job,
                wish.environment(),
                0,
                0,
                State.PENDING,
                "",
                now,
                false,
                0,
                0,
                Map.of());
        Message message = wish.message();
        return message == null ? fresh : fresh.askedForBy(message);
    }

    /** One more webhook that names the same trigger. */
    TriggerRecord askedForBy(Message message) {
        Map<String, String> more = new TreeMap<>(messages);
        more.put(message.id(), message.digest());
        return new TriggerRecord(
                key,
                triggerId,
                job,
                environment,
                queueId,
                number,
                state,
                result,
                acceptedAt,
                told,
                attempts,
                nextAttempt,
                more);
    }

    /** Whether that webhook's id came before, with another body. */
    boolean contradicts(Message message) {
        String first = messages.get(message.id());
        return first != null && !first.equals(message.digest());
    }

    TriggerRecord queued(long id) {
        return new TriggerRecord(
                key,
                triggerId,
                job,
                environment,
                id,
                number,
                state,
                result,
                acceptedAt,
                told,
                attempts,
                nextAttempt,
                messages);
    }

    TriggerRecord running(int build) {
        return new TriggerRecord(
                key,
                triggerId,
                job,
                environment,
                queueId,
                build,
                State.RUNNING,
                "",
                acceptedAt,
                told,
                attempts,
                0,
                messages);
    }

    TriggerRecord ended(int build, String word) {
        return new TriggerRecord(
                key,
                triggerId,
                job,
                environment,
                queueId,
                build,
                State.of(word),
                word,
                acceptedAt,
                told,
                attempts,
                0,
                messages);
    }

    /** It left the queue without a build. */
    TriggerRecord canceled() {
        return new TriggerRecord(
                key,
                triggerId,
                job,
                environment,
                queueId,
                0,
                State.CANCELED,
                "",
                acceptedAt,
                told,
                attempts,
                0,
                messages);
    }

    TriggerRecord of(String newJob) {
        return new TriggerRecord(
                key,
                triggerId,
                newJob,
                environment,
                queueId,
                number,
                state,
                result,
                acceptedAt,
                told,
                attempts,
                nextAttempt,
                messages);
    }

    TriggerRecord asTold() {
        return new TriggerRecord(
                key,
                triggerId,
                job,
                environment,
                queueId,
                number,
                state,
                result,
                acceptedAt,
                true,
                attempts + 1,
                nextAttempt,
                messages);
    }

    TriggerRecord again(long when) {
        return new TriggerRecord(
                key,
                triggerId,
                job,
                environment,
                queueId,
                number,
                state,
                result,
                acceptedAt,
                false,
                attempts + 1,
                when,
                messages);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("key", key)
                .put("triggerId", triggerId)
                .put("job", job)
                .put("environment", environment)
                .put("queueId", queueId)
                .put("number", number)
                .put("state", state.name())
                .put("result", result)
                .put("acceptedAt", acceptedAt)
                .put("told", told)
                .put("attempts", attempts)
                .put("nextAttempt", nextAttempt);
        ObjectNode asked = json.putObject("messages");
        new TreeMap<>(messages).forEach(asked::put);
        return json;
    }

    /** @throws IllegalArgumentException if it is none */
    static TriggerRecord of(JsonNode json) {
        Map<String, String> messages = new TreeMap<>();
        json.path("messages")
                .properties()
                .forEach(message ->
                        messages.put(message.getKey(), message.getValue().asText()));
        return new TriggerRecord(
                json.path("key").asText(),
                json.path("triggerId").asText(),
                json.path("job").asText(),
                json.path("environment").asText(),
                json.path("queueId").asLong(),
                json.path("number").asInt(),
                State.valueOf(json.path("state").asText()),
                json.path("result").asText(),
                json.path("acceptedAt").asLong(),
                json.path("told").asBoolean(),
                json.path("attempts").asInt(),
                json.path("nextAttempt").asLong(),
                messages);
    }
}
