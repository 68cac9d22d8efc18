package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Order;
import java.nio.file.Path;
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

    private final Folder.Bounds bounds;
    private final ManifestLimits limits;

    /** Reads folders wherever the kustomization says, as a user's own kustomize would. */
    public Kustomize(LoadRestrictor restrictor, ManifestLimits limits) {
        this(new Folder.Bounds(restrictor, null), limits);
    }

    private Kustomize(Folder.Bounds bounds, ManifestLimits limits) {
        this.bounds = bounds;
        this.limits = limits;
    }

    /**
     * Reads nothing outside a workspace whose files are not trusted.
     *
     * @param workspace its real path
     */
    public static Kustomize inside(Path workspace, ManifestLimits limits) {
        return new Kustomize(new Folder.Bounds(LoadRestrictor.ROOT_ONLY, workspace), limits);
    }

    /**
     * The objects as YAML, byte for byte as kustomize prints them.
     *
     * @param folder that holds the kustomization, as the user named it
     * @throws InputException with file and line, for whatever is wrong, or is not supported
     */
    public String build(String folder) {
        Limits left = new Limits(limits);
        Target target = Target.in(Folder.top(folder, bounds, left));
        Resources resources = target.build();
        addHashes(resources);
        new ReferenceRenaming(resources).run();
        resources.removeIf(resource -> resource.annotations().has(LOCAL));
        order(resources, target.kustomization().ending().order());
        if (target.kustomization().ending().managedByLabel()) {
            new MarkTransformer(
                            Map.of("app.kubernetes.io/managed-by", "kustomize-v5.5.0"),
                            List.of(MarkFields.METADATA_LABELS),
                            folder,
                            left)
                    .transform(resources);
        }
        return YamlWriter.documents(resources.all(), left);
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
