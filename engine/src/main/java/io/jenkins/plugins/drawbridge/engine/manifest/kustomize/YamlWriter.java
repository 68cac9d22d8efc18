package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Prints objects as kustomize does, byte for byte: keys sorted, two spaces, lists not indented, texts without line
 * breaks folded behind column 80. Used once, by one thread.
 */
final class YamlWriter {

    private static final int INDENT = 2;
    private static final int LONGEST_SIMPLE_KEY = 128;

    private final ScalarWriter out = new ScalarWriter();
    private final Resource resource;
    private final Limits limits;

    private YamlWriter(Resource resource, Limits limits) {
        this.resource = resource;
        this.limits = limits;
    }

    static String documents(List<Resource> resources, Limits limits) {
        return String.join(
                "---\n",
                resources.stream()
                        .map(resource -> new YamlWriter(resource, limits).document())
                        .toList());
    }

    private String document() {
        node(resource.body(), 0, Place.ROOT);
        return out.text() + "\n";
    }

    private enum Place {
        ROOT,
        VALUE,
        ITEM
    }

    /** @param indent of the collection that holds the node */
    private void node(JsonNode node, int indent, Place place) {
        if (node.isObject() && !node.isEmpty()) {
            mapping(node, place == Place.ROOT ? 0 : indent + INDENT, place);
        } else if (node.isArray() && !node.isEmpty()) {
            sequence(node, place == Place.ITEM ? indent + INDENT : indent, place);
        } else if (node.isTextual()) {
            limits.characters(resource.place(), node.textValue().length());
            out.space();
            out.scalar(node.textValue(), ScalarShape.of(node.textValue(), false), indent + INDENT, true);
        } else {
            out.space();
            out.raw(node.isContainerNode() ? (node.isObject() ? "{}" : "[]") : GoNumbers.print(node));
        }
    }

    private void mapping(JsonNode map, int indent, Place place) {
        List<String> names = StreamSupport.stream(((Iterable<String>) map::fieldNames).spliterator(), false)
                .sorted(KeyOrder.INSTANCE)
                .toList();
        boolean onLine = place != Place.VALUE;
        for (String name : names) {
            lineUp(indent, onLine, place);
            onLine = false;
            limits.characters(resource.place(), name.length());
            key(name, indent);
            node(map.path(name), indent, Place.VALUE);
        }
    }

    private void key(String name, int indent) {
        boolean simple = ScalarWriter.bytes(name) <= LONGEST_SIMPLE_KEY && name.indexOf('\n') < 0;
        if (simple) {
            out.scalar(name, name.isEmpty() ? ScalarShape.DOUBLE_QUOTED : ScalarShape.of(name, true), indent, false);
        } else {
            out.raw("? ");
            out.scalar(name, ScalarShape.of(name, false), indent + INDENT, true);
            out.line(indent);
        }
        out.raw(":");
    }

    private void sequence(JsonNode list, int indent, Place place) {
        boolean onLine = place != Place.VALUE;
        for (JsonNode item : list) {
            lineUp(indent, onLine, place);
            onLine = false;
            out.raw("-");
            node(item, indent, Place.ITEM);
        }
    }

    /** The first entry of a collection inside a list stands on the line of its dash. */
    private void lineUp(int indent, boolean onLine, Place place) {
        if (!onLine) {
            out.line(indent);
        } else if (place == Place.ITEM) {
            out.space();
        }
    }
}
