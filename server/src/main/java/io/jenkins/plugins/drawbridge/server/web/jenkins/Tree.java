package io.jenkins.plugins.drawbridge.server.web.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jenkins's {@code tree} parameter: {@code builds[number,result]{0,5},name}. Source: the Remote Access API's help page.
 *
 * @param from first of a list's items; {@code to} the first that is left out
 */
record Tree(Map<String, Tree> children, int from, int to) {

    private static final int LONGEST = 2_000;

    static Tree parse(String text) {
        if (text.length() > LONGEST) {
            throw new Problem(400, "The tree is longer than " + LONGEST + " characters.");
        }
        Parser parser = new Parser(text);
        Map<String, Tree> children = parser.children(0);
        parser.end();
        return new Tree(children, 0, Integer.MAX_VALUE);
    }

    /** How many steps it goes down. */
    int depth() {
        return children.values().stream()
                .mapToInt(child -> child.children().isEmpty() ? 0 : 1 + child.depth())
                .max()
                .orElse(0);
    }

    JsonNode of(JsonNode whole) {
        if (whole.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            for (int index = Math.max(0, from); index < Math.min(to, whole.size()); index++) {
                items.add(of(whole.get(index)));
            }
            return items;
        }
        if (!whole.isObject() || children.isEmpty()) {
            return whole;
        }
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        if (whole.has("_class")) {
            left.set("_class", whole.get("_class"));
        }
        if (children.containsKey("*")) {
            left.setAll((ObjectNode) whole);
        }
        children.forEach((name, tree) -> {
            @Nullable JsonNode child = whole.get(name);
            if (child != null) {
                left.set(name, tree.of(child));
            }
        });
        return left;
    }

    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Map<String, Tree> children(int depth) {
            if (depth > 10) {
                throw malformed();
            }
            Map<String, Tree> children = new LinkedHashMap<>();
            do {
                String name = name();
                Map<String, Tree> inner = Map.of();
                if (next('[')) {
                    inner = children(depth + 1);
                    if (!next(']')) {
                        throw malformed();
                    }
                }
                int from = 0;
                int to = Integer.MAX_VALUE;
                if (next('{')) {
                    from = number(0);
                    to = next(',') ? number(Integer.MAX_VALUE) : from + 1;
                    if (!next('}')) {
                        throw malformed();
                    }
                }
                children.put(name, new Tree(inner, from, to));
            } while (next(','));
            return children;
        }

        void end() {
            if (at != text.length()) {
                throw malformed();
            }
        }

        private String name() {
            int start = at;
            while (at < text.length() && "[]{},".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (start == at) {
                throw malformed();
            }
            return text.substring(start, at).strip();
        }

        private int number(int otherwise) {
            int start = at;
            while (at < text.length() && Character.isDigit(text.charAt(at)) && at - start < 9) {
                at++;
            }
            return start == at ? otherwise : Integer.parseInt(text.substring(start, at));
        }

        private boolean next(char wanted) {
            boolean there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private static Problem malformed() {
            return new Problem(400, "The tree is written like builds[number,result]{0,5},name.");
        }
    }
}
