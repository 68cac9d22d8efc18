package io.jenkins.plugins.drawbridge.engine.plan.smart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.manifest.StringData;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sets the annotations that decide what rolls out: checksums of what pods read, the id of the deploy, and what waits for
 * external secrets. Works on manifests with settled namespaces, before {@code stringData} is folded. Stateless.
 */
public final class SmartDeploy {

    private SmartDeploy() {}

    /**
     * @param forceWhenNoSemver with a smart deploy: workloads with an image that has no version for a tag roll out
     * @param clock gives the id of the deploy
     */
    public record Settings(DeployType type, boolean forceWhenNoSemver, Clock clock) {}

    /**
     * The manifests with their annotations, in the same order.
     *
     * @param live the object as it lives, or null; asked only for workloads that keep their id and for {@code once}
     *     objects
     * @throws io.jenkins.plugins.drawbridge.engine.InputException for an image name that cannot be read, where it decides
     */
    public static List<Manifest> apply(
            List<Manifest> manifests, Settings settings, Function<ObjectRef.Key, @Nullable ObjectNode> live) {
        DependencyChecksum dependencies = new DependencyChecksum(
                manifests.stream().map(manifest -> effective(manifest, live)).toList());
        DeployChecksum deploy = new DeployChecksum(
                DeployChecksum.newId(settings.clock()), settings.type(), settings.forceWhenNoSemver());
        ExternalSecretDependencies externalSecrets = new ExternalSecretDependencies(manifests);
        return manifests.stream()
                .map(dependencies::annotate)
                .map(manifest -> deploy.annotate(manifest, live))
                .map(externalSecrets::annotate)
                .toList();
    }

    /** A {@code once} object that lives is not applied again, so its living content is what pods read. */
    private static Manifest effective(Manifest manifest, Function<ObjectRef.Key, @Nullable ObjectNode> live) {
        if (!Annotations.isOnce(manifest)) {
            return manifest;
        }
        ObjectNode living = live.apply(manifest.ref().key());
        if (living == null) {
            return StringData.fold(manifest);
        }
        ObjectNode content = manifest.body().objectNode();
        for (String field : List.of("apiVersion", "kind", "metadata")) {
            content.set(field, manifest.body().path(field));
        }
        for (String field : List.of("data", "binaryData")) {
            if (living.has(field)) {
                content.set(field, living.get(field));
            }
        }
        return manifest.withBody(content);
    }
}
