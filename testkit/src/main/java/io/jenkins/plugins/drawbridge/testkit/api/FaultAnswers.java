package io.jenkins.plugins.drawbridge.testkit.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a server says when it fails. Stateless. */
final class FaultAnswers {

    private FaultAnswers() {}

    static StatusException failure(int code) {
        return switch (code) {
            case 401 -> StatusException.unauthorized();
            case 503 ->
                new StatusException(503, "ServiceUnavailable", "the server is currently unable to handle the request");
            case 504 ->
                new StatusException(504, "Timeout", "Timeout: request did not complete within requested timeout");
            default ->
                new StatusException(code, "InternalError", "Internal error occurred: etcdserver: request timed out");
        };
    }

    static byte[] goneEvent() {
        ObjectNode event = Json.object().put("type", "ERROR");
        event.set("object", Watches.tooOld(1).toJson());
        return (event + "\n").getBytes(UTF_8);
    }
}
