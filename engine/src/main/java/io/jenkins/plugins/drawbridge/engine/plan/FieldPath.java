package io.jenkins.plugins.drawbridge.engine.plan;

import java.util.regex.Pattern;

/** Spells the path of a field: {@code spec.containers[name=api].image}, {@code data["app.yaml"]}. */
final class FieldPath {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]+");

    private FieldPath() {}

    static String field(String parent, String name) {
        if (PLAIN.matcher(name).matches()) {
            return parent.isEmpty() ? name : parent + "." + name;
        }
        return parent + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }

    static String element(String parent, String key) {
        return parent + "[" + key + "]";
    }
}
