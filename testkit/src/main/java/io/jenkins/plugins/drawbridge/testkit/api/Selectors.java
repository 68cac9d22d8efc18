package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors of lists and watches. Stateless. */
final class Selectors {

    private static final Pattern SET_BASED = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
    private static final List<String> ANYWHERE = List.of("metadata.name", "metadata.namespace");
    private static final List<String> OF_SOME = List.of(
            "involvedObject.",
            "regarding.",
            "reason",
            "type",
            "status.phase",
            "spec.nodeName",
            "spec.restartPolicy",
            "status.podIP",
            "source",
            "reportingComponent",
            "spec.serviceAccountName");

    private Selectors() {}

    static Predicate<ObjectNode> of(ApiRequest request) {
        Predicate<ObjectNode> labels = labels(request.parameter("labelSelector"));
        return labels.and(fields(request.parameter("fieldSelector")));
    }

    static Predicate<ObjectNode> labels(String selector) {
        return Arrays.stream(selector.split(",(?![^(]*\\))"))
                .map(String::trim)
                .filter(term -> !term.isEmpty())
                .map(Selectors::label)
                .reduce(object -> true, Predicate::and);
    }

    private static Predicate<ObjectNode> label(String term) {
        Matcher setBased = SET_BASED.matcher(term);
        if (setBased.matches()) {
            List<String> values = Arrays.stream(setBased.group(3).split(","))
                    .map(String::trim)
                    .toList();
            boolean in = setBased.group(2).equals("in");
            return object -> {
                JsonNode value = value(object, setBased.group(1));
                return in
                        ? value.isTextual() && values.contains(value.asText())
                        : !values.contains(value.asText("")) || value.isMissingNode();
            };
        }
        String[] unequal = term.split("!=", 2);
        if (unequal.length == 2) {
            return object -> !value(object, unequal[0].trim()).asText("\0").equals(unequal[1].trim());
        }
        String[] equal = term.split("==?", 2);
        if (equal.length == 2) {
            return object -> value(object, equal[0].trim()).asText("\0").equals(equal[1].trim());
        }
        return term.startsWith("!")
                ? object -> value(object, term.substring(1).trim()).isMissingNode()
                : object -> !value(object, term).isMissingNode();
    }

    private static JsonNode value(ObjectNode object, String label) {
        return object.path("metadata").path("labels").path(label);
    }

    static Predicate<ObjectNode> fields(String selector) {
        return Arrays.stream(selector.split(","))
                .filter(term -> !term.isEmpty())
                .map(Selectors::field)
                .reduce(object -> true, Predicate::and);
    }

    private static Predicate<ObjectNode> field(String term) {
        boolean unequal = term.contains("!=");
        String[] sides = term.split(unequal ? "!=" : "==?", 2);
        String path = sides[0].trim();
        boolean known = ANYWHERE.contains(path) || OF_SOME.stream().anyMatch(path::startsWith);
        if (!known || sides.length < 2) {
            throw StatusException.badRequest("field label not supported: " + path);
        }
        return object -> Json.text(object, path.split("\\.")).equals(sides[1].trim()) != unequal;
    }
}
