package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Faults;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.NearMiss;
import java.util.List;
import java.util.stream.Stream;

/** Environments name existing clusters. Looks at what is written, so a cluster with another fault still counts. */
final class ClusterReferences {

    private ClusterReferences() {}

    static void check(YamlMap root, Faults faults) {
        List<String> known =
                scalars(root, "clusters", "id").map(YamlScalar::text).distinct().toList();
        scalars(root, "environments", "cluster")
                .filter(name -> !known.contains(name.text()))
                .forEach(name -> faults.report(name, unknown(name.text(), known)));
    }

    private static String unknown(String name, List<String> known) {
        String hint = NearMiss.of(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; ");
        String ids = known.isEmpty() ? "there are none" : "the clusters are " + String.join(", ", known);
        return "no cluster has the id '" + name + "'" + hint + (hint.endsWith("?") ? "" : ids);
    }

    private static Stream<YamlScalar> scalars(YamlMap root, String list, String key) {
        return root.entries().get(list) instanceof YamlList items
                ? items.items().stream()
                        .filter(YamlMap.class::isInstance)
                        .map(item -> ((YamlMap) item).entries().get(key))
                        .filter(YamlScalar.class::isInstance)
                        .map(YamlScalar.class::cast)
                : Stream.empty();
    }
}
