package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;

/**
 * An object that was applied and is not there yet.
 *
 * @param applied the object as the API server answered the apply (or as it was found, if nothing had to be applied)
 */
record Awaited(ObjectRef ref, ApiResource resource, ObjectNode applied) {

    long generation() {
        return applied.path("metadata").path("generation").asLong();
    }

    String uid() {
        return uid(applied);
    }

    /** Whether an object of the name is the one that was there before, and still seems to be. */
    boolean isAfter(ObjectNode namesake) {
        return !uid(namesake).equals(uid()) && made(namesake).compareTo(made(applied)) <= 0;
    }

    private static String uid(ObjectNode object) {
        return object.path("metadata").path("uid").asText();
    }

    private static String made(ObjectNode object) {
        return object.path("metadata").path("creationTimestamp").asText();
    }
}
