package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.deploy.DeployOptions;
import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a step was asked to do, all of it settled; a value without secrets that can be kept and carried out again.
 *
 * @param step {@code smartDiff} or {@code smartDeploy}
 * @param environment empty: cluster and namespace are named
 * @param kustomize a kustomization's folder, built in place of the files; empty: none
 * @param application empty: the namespace's name
 * @param interpolate whether placeholders in the files are filled from variables
 * @param envPrefixes of those variables, behind the environment's own
 * @param plan a plan file below the workspace; empty: none
 * @param jobs run these and deploy nothing; null: deploy
 */
public record StepOrder(
        String step,
        String environment,
        String cluster,
        String namespace,
        List<String> files,
        String kustomize,
        String application,
        DeployType deployType,
        boolean forceDeployWhenNoSemver,
        boolean interpolate,
        List<String> envPrefixes,
        boolean ensureNamespace,
        boolean dryRun,
        boolean awaitReady,
        Duration timeout,
        Duration lockTimeout,
        String plan,
        List<String> forceConflictsWith,
        List<String> dangerouslyPrune,
        @Nullable JobSelection jobs) {

    public StepOrder {
        files = List.copyOf(files);
        envPrefixes = List.copyOf(envPrefixes);
        forceConflictsWith = List.copyOf(forceConflictsWith);
        dangerouslyPrune = List.copyOf(dangerouslyPrune);
    }

    /** The same for another step, by no plan and with no jobs: {@code smartDiff} of what a {@code smartDeploy} would do, or back. */
    public StepOrder as(String other) {
        return new StepOrder(
                other,
                environment,
                cluster,
                namespace,
                files,
                kustomize,
                application,
                deployType,
                forceDeployWhenNoSemver,
                interpolate,
                envPrefixes,
                ensureNamespace,
                dryRun,
                awaitReady,
                timeout,
                lockTimeout,
                "",
                forceConflictsWith,
                dangerouslyPrune,
                null);
    }

    /** The same with the files of a folder, as seen from the folder around it. */
    public StepOrder within(String folder) {
        if (folder.isEmpty()) {
            return this;
        }
        return new StepOrder(
                step,
                environment,
                cluster,
                namespace,
                files.stream().map(file -> folder + "/" + file).toList(),
                kustomize.isEmpty() ? kustomize : folder + "/" + kustomize,
                application,
                deployType,
                forceDeployWhenNoSemver,
                interpolate,
                envPrefixes,
                ensureNamespace,
                dryRun,
                awaitReady,
                timeout,
                lockTimeout,
                plan.isEmpty() ? plan : folder + "/" + plan,
                forceConflictsWith,
                dangerouslyPrune,
                jobs);
    }

    /** Which files go where, in one text: whoever approves a plan means the deploy with the same subject. */
    public String subject() {
        return String.join("\n", environment, cluster, namespace, application, kustomize, String.join("\n", files));
    }

    public boolean deploys() {
        return step.equals(StepParameter.SMART_DEPLOY);
    }

    public DeployOptions options() {
        DeployOptions defaults = DeployOptions.DEFAULTS;
        return new DeployOptions(
                deployType,
                forceDeployWhenNoSemver,
                ensureNamespace,
                dryRun || !deploys(),
                awaitReady,
                timeout,
                lockTimeout,
                defaults.width(),
                Set.copyOf(forceConflictsWith),
                false,
                Set.copyOf(dangerouslyPrune),
                defaults.patience());
    }
}
