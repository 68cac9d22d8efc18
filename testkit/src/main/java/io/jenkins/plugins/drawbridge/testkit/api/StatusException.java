package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An answer of kind {@code Status} that says no, worded as the real API server words it. */
public final class StatusException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;
    private final transient ObjectNode details;
    private int retryAfterSeconds;

    StatusException(int code, String reason, String message) {
        this(code, reason, message, Json.object());
    }

    StatusException(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    int code() {
        return code;
    }

    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    ObjectNode toJson() {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (!details.isEmpty()) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    static StatusException unauthorized() {
        return new StatusException(401, "Unauthorized", "Unauthorized");
    }

    static StatusException noSuchPath() {
        StatusException problem =
                new StatusException(404, "NotFound", "the server could not find the requested resource");
        problem.details.putObject("unused");
        problem.details.remove("unused");
        return problem;
    }

    static StatusException methodNotAllowed() {
        return new StatusException(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    static StatusException notFound(Resource resource, String name) {
        return new StatusException(
                404,
                "NotFound",
                resource.qualified() + " \"" + name + "\" not found",
                details(name, resource.group(), resource.plural()));
    }

    static StatusException alreadyExists(Resource resource, String name) {
        return new StatusException(
                409,
                "AlreadyExists",
                resource.qualified() + " \"" + name + "\" already exists",
                details(name, resource.group(), resource.plural()));
    }

    static StatusException modified(Resource resource, String name) {
        return conflict(
                resource,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static StatusException conflict(Resource resource, String name, String why) {
        return new StatusException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + resource.qualified() + " \"" + name + "\": " + why,
                details(name, resource.group(), resource.plural()));
    }

    /** As the server's delete words it: by kind, not by resource. */
    static StatusException preconditionFailed(Resource resource, String name, String why) {
        String kind = resource.group().isEmpty() ? resource.kind() : resource.kind() + "." + resource.group();
        return new StatusException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + kind + " \"" + name + "\": " + why,
                details(name, resource.group(), resource.kind()));
    }

    static StatusException forbidden(Resource resource, String name, String why) {
        String what = name.isEmpty() ? resource.qualified() : resource.qualified() + " \"" + name + "\"";
        return new StatusException(
                403, "Forbidden", what + " is forbidden: " + why, details(name, resource.group(), resource.plural()));
    }

    static StatusException namespaceTerminating(Resource resource, String name, String namespace) {
        StatusException problem = forbidden(
                resource,
                name,
                "unable to create new content in namespace " + namespace + " because it is being terminated");
        problem.details
                .putArray("causes")
                .addObject()
                .put("reason", "NamespaceTerminating")
                .put("message", "namespace " + namespace + " is being terminated")
                .put("field", "metadata.namespace");
        return problem;
    }

    static StatusException badRequest(String message) {
        return new StatusException(400, "BadRequest", message);
    }

    static StatusException expired(String message) {
        return new StatusException(410, "Expired", message);
    }

    static StatusException invalid(Resource resource, String name, Map<String, String> causes) {
        ObjectNode details = details(name, resource.group(), resource.kind());
        ArrayNode list = details.putArray("causes");
        causes.forEach((field, problem) -> list.addObject()
                .put("reason", problem.startsWith("Required") ? "FieldValueRequired" : "FieldValueInvalid")
                .put("message", problem)
                .put("field", field));
        StringBuilder all = new StringBuilder();
        causes.forEach((field, problem) ->
                all.append(all.isEmpty() ? "" : ", ").append(field).append(": ").append(problem));
        String kind = resource.group().isEmpty() ? resource.kind() : resource.kind() + "." + resource.group();
        String text = causes.size() == 1 ? all.toString() : "[" + all + "]";
        return new StatusException(422, "Invalid", kind + " \"" + name + "\" is invalid: " + text, details);
    }

    static StatusException tooManyRequests(int retryAfterSeconds) {
        ObjectNode details = Json.object().put("retryAfterSeconds", retryAfterSeconds);
        StatusException problem =
                new StatusException(429, "TooManyRequests", "Too many requests, please try again later.", details);
        problem.retryAfterSeconds = retryAfterSeconds;
        return problem;
    }

    private static ObjectNode details(String name, String group, String kind) {
        ObjectNode details = Json.object();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        return details.put("kind", kind);
    }
}
