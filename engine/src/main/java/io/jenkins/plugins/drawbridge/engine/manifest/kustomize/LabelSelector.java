package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A selector of labels or annotations, as kubectl's {@code -l} has it. Immutable. */
final class LabelSelector {

    private static final String NAME = "[A-Za-z0-9][-A-Za-z0-9_./]*";
    private static final Pattern PRESENCE = Pattern.compile("\\s*(!?)\\s*(" + NAME + ")\\s*");
    private static final Pattern EQUALITY = Pattern.compile("\\s*(" + NAME + ")\\s*(==|=|!=)\\s*([^\\s,()]*)\\s*");
    private static final Pattern SET = Pattern.compile("\\s*(" + NAME + ")\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    private final List<Requirement> requirements;

    private LabelSelector(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    /** @param values those wanted; none: any */
    private record Requirement(String name, List<String> values, boolean wanted) {

        boolean holds(JsonNode labels) {
            JsonNode label = labels.path(name);
            boolean fits = !label.isMissingNode() && (values.isEmpty() || values.contains(label.asText("")));
            return fits == wanted;
        }
    }

    static LabelSelector of(String text) {
        List<Requirement> requirements = new ArrayList<>();
        if (!text.isBlank()) {
            COMMA.splitAsStream(text).map(LabelSelector::requirement).forEach(requirements::add);
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    boolean matches(JsonNode labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    private static Requirement requirement(String text) {
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            boolean wanted = !equality.group(2).equals("!=");
            return new Requirement(equality.group(1), List.of(equality.group(3)), wanted);
        }
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
            return new Requirement(set.group(1), values, set.group(2).equals("in"));
        }
        Matcher presence = PRESENCE.matcher(text);
        if (presence.matches()) {
            return new Requirement(
                    presence.group(2), List.of(), presence.group(1).isEmpty());
        }
        throw new InputException(
                "a selector of labels or annotations is not of the form key=value, key in (a, b) or key; correct it.");
    }
}
