package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Drops what waiting never looks at, so that thousands of pods fit into little memory. */
final class Slim {

    private Slim() {}

    /** Slims the object in place; always true, so that it can stand where a list asks what to keep. */
    static boolean slim(ObjectNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        JsonNode kind = object.path("kind");
        if (kind.asText().equals("Pod") && object.path("spec") instanceof ObjectNode spec) {
            spec.removeAll();
        }
        return true;
    }
}
