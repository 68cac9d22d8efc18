package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.JobFromCronJob;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.manifest.ServerSpelling;
import io.jenkins.plugins.drawbridge.engine.manifest.StringData;
import io.jenkins.plugins.drawbridge.engine.plan.HorizontalScaling;
import io.jenkins.plugins.drawbridge.engine.plan.Takeover;
import io.jenkins.plugins.drawbridge.engine.plan.smart.SmartDeploy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns manifests as they were written into manifests as they are applied: jobs from cron jobs, the checksums of the
 * smart deploy, replicas left to their autoscaler, Secrets and quantities in one form. Pure, but for the randomness of a job's name.
 */
final class Draft {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<ObjectRef.Key, ObjectNode> live;
    private final DeployOptions options;
    private final Clock clock;

    Draft(Map<ObjectRef.Key, ObjectNode> live, DeployOptions options, Clock clock) {
        this.live = live;
        this.options = options;
        this.clock = clock;
    }

    static List<Manifest> withJobs(List<Manifest> settled) {
        return new JobFromCronJob(() -> String.format("%05x", RANDOM.nextInt(1 << 20))).addTo(settled);
    }

    List<Manifest> finished(List<Manifest> withJobs, HorizontalScaling scaling) {
        SmartDeploy.Settings smart =
                new SmartDeploy.Settings(options.deployType(), options.forceDeployWhenNoSemver(), clock);
        List<Manifest> marked = SmartDeploy.apply(withJobs, smart, live::get);
        Set<String> predecessors = Predecessors.takenOver(options.forceConflictsWith());
        return marked.parallelStream()
                .map(manifest -> scaling.keepReplicas(
                        manifest, owned(live.get(manifest.ref().key()), predecessors), Deployer.MANAGER))
                .map(StringData::fold)
                .map(ServerSpelling::of)
                .toList();
    }

    /** As it will be once its fields are in our hands. */
    private static @Nullable ObjectNode owned(@Nullable ObjectNode live, Set<String> predecessors) {
        return live == null
                ? null
                : Takeover.of(live, predecessors, Deployer.MANAGER)
                        .map(takeover -> takeover.of(live))
                        .orElse(live);
    }
}
