package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One desired Kubernetes object. Treated as a value: nobody changes {@code body} in place, whoever needs another one
 * makes a copy with {@link #withBody}.
 *
 * @param ref derived from the body
 * @param source where it was read, for messages
 */
public record Manifest(ObjectRef ref, ObjectNode body, Source source) {

    /**
     * @param file as the user named it
     * @param document number of the document in the file, from 1
     * @param line first line of the object, from 1
     */
    public record Source(String file, int document, int line) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    public static Manifest of(ObjectNode body, Source source) {
        return new Manifest(ObjectRef.of(body), body, source);
    }

    public Manifest withBody(ObjectNode other) {
        return of(other, source);
    }

    /** Name and place only: the body may hold a secret. */
    @Override
    public String toString() {
        return ref + " (" + source + ")";
    }
}
