package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Replacement;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Replacement.Source;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Replacement.Split;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Replacement.Target;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Copies a value of one object into others.
 *
 * @param file that holds the replacement, for messages
 */
record ReplacementTransformer(Source source, List<Target> targets, String file, Limits limits) implements Transformer {

    static List<ReplacementTransformer> of(Replacement replacement, String file, Limits limits) {
        Source source = replacement.source();
        return source == null
                ? List.of()
                : List.of(new ReplacementTransformer(source, replacement.targets(), file, limits));
    }

    @Override
    public void transform(Resources resources) {
        JsonNode value = value(resources);
        targets.forEach(target -> {
            LabelSelector labels = LabelSelector.of(target.select().labels());
            LabelSelector annotations = LabelSelector.of(target.select().annotations());
            for (Resource resource : resources.all()) {
                boolean selected = isSelected(resource, target.select())
                        && labels.matches(resource.labels())
                        && annotations.matches(resource.annotations())
                        && target.reject().stream().noneMatch(reject -> isRejected(resource, reject));
                if (selected) {
                    target.fieldPaths().forEach(path -> copy(resource, path, target, value));
                }
            }
        });
    }

    private static boolean isSelected(Resource resource, Selector selector) {
        return resource.allIds().stream().anyMatch(id -> id.isSelectedBy(selector.id()));
    }

    private static boolean isRejected(Resource resource, Selector reject) {
        boolean byId = !reject.id().equals(new ResId(Gvk.ANY, "", "")) && isSelected(resource, reject);
        boolean marked = !reject.labels().isEmpty() || !reject.annotations().isEmpty();
        return byId
                || (marked
                        && LabelSelector.of(reject.labels()).matches(resource.labels())
                        && LabelSelector.of(reject.annotations()).matches(resource.annotations()));
    }

    private JsonNode value(Resources resources) {
        List<Resource> found = resources.all().stream()
                .filter(resource -> isSelected(resource, source.select()))
                .toList();
        if (found.size() != 1) {
            throw source.fieldPath()
                    .refuse(
                            file,
                            found.isEmpty()
                                    ? "no object is the source of this replacement; correct its kind and name."
                                    : "the source of this replacement may be any of " + found + "; say more about it.");
        }
        JsonNode value =
                FieldPath.parse(source.fieldPath().text()).find(found.get(0).body());
        if (value == null || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
            throw source.fieldPath().refuse(file, found.get(0) + " has nothing at this path.");
        }
        return part(value, source.split());
    }

    private JsonNode part(JsonNode value, @Nullable Split split) {
        if (split == null) {
            return value;
        }
        List<String> parts = parts(value, split, source.fieldPath());
        if (split.index() < 0 || split.index() >= parts.size()) {
            throw source.fieldPath().refuse(file, "the value has no part " + split.index() + "; parts count from 0.");
        }
        return TextNode.valueOf(parts.get(split.index()));
    }

    private List<String> parts(JsonNode value, Split split, Entry path) {
        if (value.isContainerNode()) {
            throw path.refuse(file, "only a single value can be split at a delimiter.");
        }
        return new ArrayList<>(Arrays.asList(
                Pattern.compile(split.delimiter(), Pattern.LITERAL).split(value.asText(), -1)));
    }

    private void copy(Resource resource, Entry path, Target target, JsonNode value) {
        JsonNode created = !target.create()
                ? null
                : value.isContainerNode() ? JsonNodeFactory.instance.objectNode() : TextNode.valueOf("");
        int changed = FieldPath.parse(path.text())
                .change(resource.body(), created, old -> taken(old, value, target.split(), path));
        if (changed == 0) {
            throw path.refuse(
                    file,
                    resource + " has no such field"
                            + (target.create()
                                    ? ", and it cannot be made."
                                    : "; say create: true in options, or correct the path."));
        }
    }

    private JsonNode taken(JsonNode old, JsonNode value, @Nullable Split split, Entry path) {
        JsonNode whole = value;
        if (split != null) {
            List<String> parts = parts(old, split, path);
            if (split.index() < 0) {
                parts.add(0, value.asText());
            } else if (split.index() >= parts.size()) {
                parts.add(value.asText());
            } else {
                parts.set(split.index(), value.asText());
            }
            whole = TextNode.valueOf(String.join(split.delimiter(), parts));
            limits.characters(file, whole.textValue().length());
        }
        limits.made(file, whole);
        boolean keepsType = old.isTextual() && !whole.isContainerNode();
        return keepsType ? TextNode.valueOf(whole.asText()) : number(old, whole);
    }

    /** A number stays one where what comes can be one. */
    private static JsonNode number(JsonNode old, JsonNode value) {
        boolean whole =
                old.isIntegralNumber() && value.isTextual() && value.textValue().matches("-?[0-9]{1,18}");
        return whole ? JsonNodeFactory.instance.numberNode(Long.parseLong(value.textValue())) : value.deepCopy();
    }
}
