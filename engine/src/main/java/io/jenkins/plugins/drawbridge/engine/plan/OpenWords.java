package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words that a plan shows anyway: names of objects, namespaces and containers, and their parts. A Secret that holds one
 * of them (a user called {@code orders}) must not black out every line that speaks of the service.
 */
final class OpenWords {

    private static final Pattern JOINT = Pattern.compile("[-.:/]");

    private static final Set<String> COMMON = Set.of(
            "admin",
            "administrator",
            "changeme",
            "default",
            "development",
            "disabled",
            "enabled",
            "false",
            "localhost",
            "password",
            "postgres",
            "postgresql",
            "preview",
            "production",
            "require",
            "secret",
            "staging",
            "mongodb",
            "rabbitmq",
            "service",
            "username",
            "verify-full");

    private OpenWords() {}

    static Set<String> of(Collection<ObjectNode> objects) {
        Set<String> words = new HashSet<>(COMMON);
        for (JsonNode object : objects) {
            add(words, object.path("metadata").path("name").asText());
            add(words, object.path("metadata").path("namespace").asText());
            add(words, object.path("kind").asText().toLowerCase(Locale.ROOT));
            Workload.podSpec(object)
                    .path("containers")
                    .forEach(container -> add(words, container.path("name").asText()));
        }
        return words;
    }

    private static void add(Set<String> words, String name) {
        boolean unseen = words.add(name);
        if (unseen) {
            words.addAll(List.of(JOINT.split(name)));
        }
    }
}
