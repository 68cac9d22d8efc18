package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants deployed.
 *
 * @param manifests as read, namespaces not settled yet
 * @param namespaceNamed whether the user named the namespace, so that no manifest may name another
 * @param approved the plan that was approved; null: none is needed
 * @param continued whether an earlier attempt began to carry the approved plan out: then the cluster need not be as it was
 *     approved, and only what is deployed is compared
 * @param approvable whether the outcome shall carry what a later deploy needs to prove that it carries out this plan;
 *     costs some tenths of a second
 * @param secrets are masked wherever the plan or an event would show them, besides the Secrets among the manifests
 */
public record DeployRequest(
        DeployTarget target,
        List<Manifest> manifests,
        boolean namespaceNamed,
        DeployOptions options,
        @Nullable Approval approved,
        boolean continued,
        boolean approvable,
        List<Secret> secrets) {

    public DeployRequest {
        manifests = List.copyOf(manifests);
        secrets = List.copyOf(secrets);
    }

    public DeployRequest(
            DeployTarget target,
            List<Manifest> manifests,
            boolean namespaceNamed,
            DeployOptions options,
            @Nullable Approval approved,
            boolean approvable) {
        this(target, manifests, namespaceNamed, options, approved, false, approvable, List.of());
    }

    DeployRequest asDryRun() {
        return new DeployRequest(
                target, manifests, namespaceNamed, options.asDryRun(), approved, continued, approvable, secrets);
    }
}
