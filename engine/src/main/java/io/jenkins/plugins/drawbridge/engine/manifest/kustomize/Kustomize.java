package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Order;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a kustomization folder as {@code kustomize build} of 5.5 does. Stateless; safe for use by several threads.
 */
public final class Kustomize {

    private static final String LOCAL = "config.kubernetes.io/local-config";
    private static final Order USUAL = new Order(true, null, List.of());

    private final LoadRestrictor restrictor;
    private final ManifestLimits limits;

    public Kustomize(LoadRestrictor restrictor, ManifestLimits limits) {
        this.restrictor = restrictor;
        this.limits = limits;
    }

    /**
     * The objects as YAML, byte for byte as kustomize prints them.
     *
     * @param folder that holds the kustomization, as the user named it
     * @throws InputException with file and line, for whatever is wrong, or is not supported
     */
    public String build(String folder) {
        Target target = Target.in(Folder.top(folder, restrictor, new Limits(limits)));
        Resources resources = target.build();
        addHashes(resources);
        new ReferenceRenaming(resources).run();
        resources.removeIf(resource -> resource.annotations().has(LOCAL));
        order(resources, target.kustomization().ending().order());
        if (target.kustomization().ending().managedByLabel()) {
            new MarkTransformer(
                            Map.of("app.kubernetes.io/managed-by", "kustomize-v5.5.0"),
                            List.of(MarkFields.METADATA_LABELS))
                    .transform(resources);
        }
        List<ObjectNode> bodies = resources.all().stream().map(Resource::body).toList();
        return YamlWriter.documents(bodies);
    }

    private static void addHashes(Resources resources) {
        for (Resource resource : resources.all()) {
            if (resource.isHashed()) {
                String hash = ContentHash.of(resource.body());
                resource.rememberId();
                resource.metadata().put("name", resource.name() + "-" + hash);
            }
        }
    }

    private static void order(Resources resources, @Nullable Order order) {
        Order wanted = order == null ? USUAL : order;
        if (wanted.legacy()) {
            resources.order(resources.all().stream()
                    .sorted(Comparator.comparing(Resource::id, new LegacyOrder(wanted)))
                    .toList());
        }
    }
}
