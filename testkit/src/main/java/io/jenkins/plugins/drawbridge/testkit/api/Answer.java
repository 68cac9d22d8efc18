package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** A whole answer: code, headers, body. */
record Answer(int code, Map<String, String> headers, String body) {

    static Answer json(int code, JsonNode body) {
        return json(code, "application/json", body);
    }

    static Answer json(int code, String contentType, JsonNode body) {
        return new Answer(code, Map.of("Content-Type", contentType), body.toString());
    }

    static Answer text(int code, String body) {
        return new Answer(code, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
    }

    static Answer of(StatusException problem) {
        Answer answer = json(problem.code(), problem.toJson());
        return problem.retryAfterSeconds() > 0
                ? answer.with("Retry-After", Integer.toString(problem.retryAfterSeconds()))
                : answer;
    }

    Answer with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Answer(code, all, body);
    }
}
