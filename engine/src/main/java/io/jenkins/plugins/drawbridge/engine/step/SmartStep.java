package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.deploy.Cancellation;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest;
import io.jenkins.plugins.drawbridge.engine.deploy.Deployer;
import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.FilledManifests;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.FilledSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries an order out: the one place where every host's steps do their work. Use once. */
public final class SmartStep {

    private final StepOrder order;
    private final StepTarget target;
    private final StepHost host;

    public SmartStep(StepOrder order, StepTarget target, StepHost host) {
        this.order = order;
        this.target = target;
        this.host = host;
    }

    /**
     * Reads the manifests and plans, deploys, or runs jobs.
     *
     * @param workspace the folder that {@code files} is relative to
     * @param approved the plan that was approved elsewhere; null: the order's own plan file, or none
     * @throws io.jenkins.plugins.drawbridge.engine.DrawbridgeException if nothing was changed, and why
     */
    public DeployOutcome run(Path workspace, @Nullable Approval approved, Cancellation cancellation) {
        return run(StepFiles.of(workspace, order), approved, cancellation);
    }

    /** Plans or deploys what was read before, perhaps on another machine. */
    public DeployOutcome run(StepFiles files, @Nullable Approval approved, Cancellation cancellation) {
        FilledManifests input = files.manifests(filling());
        Approval plan = approved == null ? files.approval(order.plan()) : approved;
        DeployRequest request = new DeployRequest(
                target.target(),
                input.manifests(),
                true,
                order.options(),
                plan,
                plan != null && host.begun().contains(plan),
                !order.deploys(),
                secrets(input));
        Consumer<String> notices = sentence -> host.listener().accept(new DeployEvent.Notice(sentence));
        try (Bridge bridge = Bridge.to(target.cluster(), LinkListener.SILENT, notices)) {
            Deployer deployer =
                    new Deployer(bridge.kube(), host.clock(), host.holder(), event -> heard(event, request));
            if (!order.deploys()) {
                return deployer.plan(request, cancellation);
            }
            JobSelection jobs = order.jobs();
            return jobs == null
                    ? deployer.deploy(request, cancellation)
                    : deployer.runJobs(request, jobs, cancellation);
        }
    }

    /** A plan that was checked is kept as begun before anything of it is carried out. */
    private void heard(DeployEvent event, DeployRequest request) {
        Approval plan = request.approved();
        if (plan != null
                && event instanceof DeployEvent.Planned
                && !request.options().dryRun()
                && order.jobs() == null) {
            host.begun().add(plan);
        }
        host.listener().accept(event);
    }

    private List<Secret> secrets(FilledManifests input) {
        List<Secret> secrets = new ArrayList<>(host.variables().secrets());
        secrets.addAll(FilledSecrets.of(input.values()));
        return secrets;
    }

    private @Nullable Variables filling() {
        return order.interpolate()
                ? Variables.prefixed(host.variables().values(), target.variablePrefix(), order.envPrefixes())
                : null;
    }
}
