package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.apply.Decoder;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the bodies of requests, and refuses those that do not belong where they were sent. Stateless. */
final class Bodies {

    private Bodies() {}

    static JsonNode any(ApiRequest request) {
        try {
            if (request.contentType().contains("yaml")
                    && !request.body().stripLeading().startsWith("{")) {
                Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(request.body());
                return Json.MAPPER.valueToTree(tree);
            }
            return Json.MAPPER.readTree(request.body());
        } catch (JsonProcessingException | YAMLException problem) {
            throw StatusException.badRequest("couldn't get version/kind; json parse error: " + problem.getMessage());
        }
    }

    static ObjectNode object(ApiRequest request) {
        if (any(request) instanceof ObjectNode object) {
            return object;
        }
        throw StatusException.badRequest(
                "couldn't get version/kind; json parse error: the body of the request is not an object");
    }

    /** The object in the body, in the namespace and of the name of the path. */
    static ObjectNode forResource(Resource resource, ApiRequest request) {
        ObjectNode object = object(request);
        checkType(resource, object);
        ObjectNode metadata = Json.in(object, "metadata");
        String namespace = request.target().namespace();
        if (!resource.namespaced() || namespace.isEmpty()) {
            metadata.remove("namespace");
        } else if (!metadata.hasNonNull("namespace")) {
            metadata.put("namespace", namespace);
        } else if (!Json.text(metadata, "namespace").equals(namespace)) {
            throw StatusException.badRequest(
                    "the namespace of the provided object does not match the namespace sent " + "on the request");
        }
        strict(resource, request, object);
        return object;
    }

    private static void checkType(Resource resource, ObjectNode object) {
        String kind = Json.text(object, "kind");
        String version = Json.text(object, "apiVersion");
        if (kind.isEmpty()) {
            throw StatusException.badRequest("Object 'Kind' is missing in '" + object + "'");
        }
        if (!kind.equals(resource.kind())) {
            throw StatusException.badRequest(Admission.cannotBeHandled(
                    resource,
                    "converting (" + version + ", Kind=" + kind + ") to the expected kind: unknown conversion"));
        }
        if (!version.equals(resource.apiVersion())) {
            throw StatusException.badRequest("the API version in the data (" + version
                    + ") does not match the expected API version (" + resource.apiVersion() + ")");
        }
    }

    private static void strict(Resource resource, ApiRequest request, ObjectNode object) {
        if (!request.parameter("fieldValidation").equals("Strict") || request.isApply()) {
            return;
        }
        Decoder decoder = new Decoder(false);
        decoder.decode(object, resource.schema());
        if (!decoder.unknown().isEmpty()) {
            String all = "unknown field \"" + String.join("\", unknown field \"", decoder.unknown()) + "\"";
            throw StatusException.badRequest(Admission.cannotBeHandled(resource, "strict decoding error: " + all));
        }
    }
}
