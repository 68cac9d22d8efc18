package io.jenkins.plugins.drawbridge.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
        long nextAttempt) {

    static TriggerRecord accepted(String key, String triggerId, String job, String environment, long now) {
        return new TriggerRecord(key, triggerId, job, environment, 0, 0, State.PENDING, "", now, false, 0, 0);
    }

    TriggerRecord queued(long id) {
        return new TriggerRecord(
                key, triggerId, job, environment, id, number, state, result, acceptedAt, told, attempts, nextAttempt);
    }

    TriggerRecord running(int build) {
        return new TriggerRecord(
                key, triggerId, job, environment, queueId, build, State.RUNNING, "", acceptedAt, told, attempts, 0);
    }

    TriggerRecord ended(int build, String word) {
        return new TriggerRecord(
                key, triggerId, job, environment, queueId, build, State.of(word), word, acceptedAt, told, attempts, 0);
    }

    /** It left the queue without a build. */
    TriggerRecord canceled() {
        return new TriggerRecord(
                key, triggerId, job, environment, queueId, 0, State.CANCELED, "", acceptedAt, told, attempts, 0);
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
                nextAttempt);
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
                nextAttempt);
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
                when);
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
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
    }

    /** @throws IllegalArgumentException if it is none */
    static TriggerRecord of(JsonNode json) {
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
                json.path("nextAttempt").asLong());
    }
}
