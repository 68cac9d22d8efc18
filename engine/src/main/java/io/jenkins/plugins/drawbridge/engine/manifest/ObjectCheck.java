package io.jenkins.plugins.drawbridge.engine.manifest;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every object must have, whatever its kind, with the rules of the API server (Kubernetes documentation, "Object
 * Names and IDs"). The rest is the server's to judge.
 */
final class ObjectCheck {

    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*+");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern PATH_SEGMENT = Pattern.compile("(?!\\.\\.?$)[^/%\\p{Cntrl}\\s]+");
    private static final Pattern KIND = Pattern.compile("[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private final Faults faults;

    ObjectCheck(Faults faults) {
        this.faults = faults;
    }

    /** Notes every fault; true if there was none. */
    boolean passes(YamlMap object, ObjectParser.Place place) {
        return new Single(object, place).passes();
    }

    /** The check of one object. */
    private final class Single {

        private final YamlMap object;
        private final ObjectParser.Place place;
        private boolean passes = true;

        private Single(YamlMap object, ObjectParser.Place place) {
            this.object = object;
            this.place = place;
        }

        private boolean passes() {
            String apiVersion = required(object, "apiVersion", "");
            if (apiVersion != null && !isApiVersion(apiVersion)) {
                fault(
                        field(object, "apiVersion"),
                        "apiVersion \"" + shown(apiVersion) + "\" is not of the form group/version or version.");
            }
            String kind = required(object, "kind", "");
            if (kind != null
                    && (kind.length() > LONGEST_LABEL || !KIND.matcher(kind).matches())) {
                fault(field(object, "kind"), "kind \"" + shown(kind) + "\" is no name of a kind.");
            }
            metadata();
            for (String field : List.of("data", "binaryData", "stringData")) {
                if (ObjectParser.isTextData(object, field)) {
                    textsOf(object, field, field);
                }
            }
            if (ObjectParser.isTextData(object, "data")) {
                boolean secret = ObjectParser.text(object, "kind").equals("Secret");
                EncodedData.wrong(object, secret ? "data" : "binaryData")
                        .forEach((value, sentence) -> fault(value, sentence));
            }
            return passes;
        }

        private void metadata() {
            YamlNode node = object.entries().get("metadata");
            if (!(node instanceof YamlMap metadata)) {
                fault(node == null ? object : node, "metadata is missing; every object needs metadata.name.");
                return;
            }
            if (!metadata.entries().containsKey("name") && metadata.entries().containsKey("generateName")) {
                fault(
                        field(metadata, "generateName"),
                        "metadata.generateName cannot be applied; give a metadata.name.");
            } else {
                String name = required(metadata, "name", "metadata.");
                if (name != null) {
                    name(metadata, name);
                }
            }
            namespace(metadata);
            textsOf(metadata, "labels", "metadata.labels");
            textsOf(metadata, "annotations", "metadata.annotations");
        }

        private void name(YamlMap metadata, String name) {
            boolean anyName = ObjectParser.text(object, "apiVersion").startsWith("rbac.authorization.k8s.io/");
            if (name.length() > LONGEST_NAME
                    || !(anyName ? PATH_SEGMENT : SUBDOMAIN).matcher(name).matches()) {
                fault(
                        field(metadata, "name"),
                        "metadata.name \"" + shown(name) + "\" is not allowed; use at most " + LONGEST_NAME
                                + " lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit.");
            }
        }

        private void namespace(YamlMap metadata) {
            YamlNode node = metadata.entries().get("namespace");
            if (node == null || node.toJson().isNull()) {
                return;
            }
            String namespace = required(metadata, "namespace", "metadata.");
            if (namespace != null
                    && (namespace.length() > LONGEST_LABEL
                            || !LABEL.matcher(namespace).matches())) {
                fault(node, "metadata.namespace \"" + shown(namespace) + "\" is no name of a namespace.");
            }
        }

        private void textsOf(YamlMap parent, String field, String path) {
            YamlNode node = parent.entries().get(field);
            if (node == null || node.toJson().isNull()) {
                return;
            }
            if (!(node instanceof YamlMap map)) {
                fault(node, path + " must be a mapping of texts.");
                return;
            }
            map.entries().forEach((key, value) -> {
                boolean text = value instanceof YamlScalar scalar
                        && (scalar.value().isTextual() || scalar.value().isNull());
                if (!text) {
                    fault(value, path + "[" + shown(key) + "] must be a text; put quotes around the value.");
                }
            });
        }

        /** The text of a field, or null after noting why there is none. */
        private @Nullable String required(YamlMap parent, String name, String prefix) {
            YamlNode node = parent.entries().get(name);
            if (node == null
                    || node.toJson().isNull()
                    || (node instanceof YamlScalar blank && blank.text().isEmpty())) {
                fault(node == null ? parent : node, prefix + name + " is missing.");
                return null;
            }
            if (node instanceof YamlScalar scalar && scalar.value().isTextual()) {
                return scalar.text();
            }
            fault(node, prefix + name + " must be a text; put quotes around the value.");
            return null;
        }

        private YamlNode field(YamlMap parent, String name) {
            YamlNode node = parent.entries().get(name);
            return node == null ? parent : node;
        }

        private void fault(YamlNode node, String sentence) {
            passes = false;
            faults.add(place.at(node) + sentence);
        }
    }

    private static boolean isApiVersion(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "x" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        return apiVersion.length() <= LONGEST_NAME + 1 + LONGEST_LABEL
                && SUBDOMAIN.matcher(group).matches()
                && VERSION.matcher(version).matches();
    }

    static String shown(String text) {
        return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL) + "...";
    }
}
