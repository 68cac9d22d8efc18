package io.jenkins.plugins.drawbridge.engine.cluster;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.util.regex.Pattern;

/** One entry of {@code environments}; the patterns are the Console's. */
final class EnvironmentSchema {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)?");

    private static final Key<String> IDENTIFIER =
            required("id", "the environment's name", Shapes.matching("letters and digits, dashes between them", ID));
    private static final Key<String> CLUSTER = required("cluster", "id of a cluster", Shapes.text());
    private static final Key<String> NAMESPACE =
            required("namespace", "namespace in the cluster", Shapes.matching(Namespaces.WORDS, Namespaces::isValid));
    private static final Key<String> VARIABLE_PREFIX = optional(
            "variablePrefix",
            "what its variables' names begin with",
            Shapes.matching("the beginning of a variable's name, such as DEV_", PREFIX));
    private static final Key<Boolean> PRODUCTION = optional("production", "whether a deploy asks first", Shapes.bool());

    private EnvironmentSchema() {}

    static Section<Environment> section() {
        return Section.of(
                "environment",
                fields -> new Environment(
                        fields.get(IDENTIFIER),
                        fields.get(CLUSTER),
                        fields.get(NAMESPACE),
                        fields.get(VARIABLE_PREFIX, ""),
                        fields.get(PRODUCTION, false)),
                IDENTIFIER,
                CLUSTER,
                NAMESPACE,
                VARIABLE_PREFIX,
                PRODUCTION);
    }
}
