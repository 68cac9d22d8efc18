package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.List;

/** One object of a build, with what it was called before. Changed in place; used by one thread. */
final class Resource {

    private ObjectNode body;
    private final String place;
    private List<ResId> previous = new ArrayList<>();
    private List<String> prefixes = new ArrayList<>();
    private List<String> suffixes = new ArrayList<>();
    private boolean hashed;

    /** @param place file and line, for messages */
    Resource(ObjectNode body, String place) {
        this.body = body;
        this.place = place;
    }

    ObjectNode body() {
        return body;
    }

    void replaceBody(ObjectNode other) {
        body = other;
    }

    String place() {
        return place;
    }

    InputException refuse(String sentence) {
        return new InputException(place + ": " + sentence);
    }

    Gvk gvk() {
        return Gvk.of(body);
    }

    String name() {
        return metadata("name");
    }

    String namespace() {
        return metadata("namespace");
    }

    private String metadata(String field) {
        return body.path("metadata").path(field).asText("");
    }

    ObjectNode metadata() {
        return body.path("metadata") instanceof ObjectNode metadata ? metadata : body.putObject("metadata");
    }

    JsonNode labels() {
        return body.path("metadata").path("labels");
    }

    JsonNode annotations() {
        return body.path("metadata").path("annotations");
    }

    ResId id() {
        return new ResId(gvk(), name(), namespace());
    }

    ResId originalId() {
        return previous.isEmpty() ? id() : previous.get(0);
    }

    /** What it was called before it was renamed; none if it never was. */
    List<ResId> previousIds() {
        return previous;
    }

    List<ResId> allIds() {
        List<ResId> all = new ArrayList<>(previous);
        all.add(id());
        return all;
    }

    void rememberId() {
        if (previous.isEmpty() || !previous.get(previous.size() - 1).equals(id())) {
            previous.add(id());
        }
    }

    void prefix(String prefix) {
        rememberId();
        prefixes.add(prefix);
        metadata().put("name", prefix + name());
    }

    void suffix(String suffix) {
        rememberId();
        suffixes.add(suffix);
        metadata().put("name", name() + suffix);
    }

    /** @param lenient an object without prefixes or suffixes agrees with all */
    boolean agreesInAffixes(Resource other, boolean lenient) {
        return agree(prefixes, other.prefixes, lenient) && agree(suffixes, other.suffixes, lenient);
    }

    private static boolean agree(List<String> left, List<String> right, boolean lenient) {
        int shared = Math.min(left.size(), right.size());
        if (shared == 0) {
            return lenient || left.size() == right.size();
        }
        return left.subList(left.size() - shared, left.size())
                .equals(right.subList(right.size() - shared, right.size()));
    }

    boolean isHashed() {
        return hashed;
    }

    void hash(boolean wanted) {
        hashed = wanted;
    }

    /** Takes the place of another: its names now and then, and whether it gets a hash. */
    void succeed(Resource old) {
        metadata().put("name", old.name());
        if (old.namespace().isEmpty()) {
            metadata().remove("namespace");
        } else {
            metadata().put("namespace", old.namespace());
        }
        previous = new ArrayList<>(old.previous);
        prefixes = new ArrayList<>(old.prefixes);
        suffixes = new ArrayList<>(old.suffixes);
        hashed &= old.hashed;
    }

    /** Its identity and place only: the body may hold a secret. */
    @Override
    public String toString() {
        return id() + " (" + place + ")";
    }
}
