package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to deploy. Start from {@link #DEFAULTS} and change what differs.
 *
 * @param forceDeployWhenNoSemver with a smart deploy: roll out workloads with an image tag that is no version
 * @param ensureNamespace create the target namespace if it is missing
 * @param dryRun make the plan and write nothing
 * @param awaitReady wait for each wave to be ready before the next
 * @param timeout bound on applying and waiting; zero: none
 * @param lockTimeout how long to wait for another deploy
 * @param width how many objects of a wave are applied at once
 * @param forceConflictsWith field managers whose fields are taken over
 * @param dangerouslyPruneEverything let an empty input delete all that earlier deploys brought
 * @param dangerouslyPrune kinds, or {@code Kind/name}, that may be pruned although they hold data
 * @param patience how long trouble may last
 */
public record DeployOptions(
        DeployType deployType,
        boolean forceDeployWhenNoSemver,
        boolean ensureNamespace,
        boolean dryRun,
        boolean awaitReady,
        Duration timeout,
        Duration lockTimeout,
        int width,
        Set<String> forceConflictsWith,
        boolean dangerouslyPruneEverything,
        Set<String> dangerouslyPrune,
        Patience patience) {

    public static final DeployOptions DEFAULTS = new DeployOptions(
            DeployType.DEPLOY_ALL,
            false,
            true,
            false,
            true,
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            16,
            Set.of(),
            false,
            Set.of(),
            Patience.DEFAULT);

    public DeployOptions {
        forceConflictsWith = Set.copyOf(forceConflictsWith);
        dangerouslyPrune = Set.copyOf(dangerouslyPrune);
    }

    /** All that decides what would be done, but nothing of how: the same for a plan and the deploy that carries it out. */
    String choices() {
        return String.join(
                "\n",
                deployType.word(),
                "no semver: " + forceDeployWhenNoSemver,
                "conflicts: " + new TreeSet<>(forceConflictsWith),
                "prune: " + dangerouslyPruneEverything + " " + new TreeSet<>(dangerouslyPrune));
    }

    DeployOptions asDryRun() {
        return new DeployOptions(
                deployType,
                forceDeployWhenNoSemver,
                ensureNamespace,
                true,
                awaitReady,
                timeout,
                lockTimeout,
                width,
                forceConflictsWith,
                dangerouslyPruneEverything,
                dangerouslyPrune,
                patience);
    }
}
