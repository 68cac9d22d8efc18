package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.deploy.Cancellation;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest;
import io.jenkins.plugins.drawbridge.engine.deploy.Deployer;
import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import io.jenkins.plugins.drawbridge.engine.deploy.LockHolder;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries an order out: the one place where every host's steps do their work. Use once. */
public final class SmartStep {

    private final StepOrder order;
    private final StepTarget target;
    private final StepVariables variables;
    private final Clock clock;
    private final Consumer<DeployEvent> listener;

    /**
     * @param variables for placeholders
     * @param listener hears events, one at a time, on any thread
     */
    public SmartStep(
            StepOrder order, StepTarget target, StepVariables variables, Clock clock, Consumer<DeployEvent> listener) {
        this.order = order;
        this.target = target;
        this.variables = variables;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Reads the manifests and plans, deploys, or runs jobs.
     *
     * @param workspace the folder that {@code files} is relative to
     * @param approved the plan that was approved elsewhere; null: the order's own plan file, or none
     * @throws io.jenkins.plugins.drawbridge.engine.DrawbridgeException if nothing was changed, and why
     */
    public DeployOutcome run(
            Path workspace, @Nullable Approval approved, LockHolder holder, Cancellation cancellation) {
        return run(StepFiles.of(workspace, order), approved, holder, cancellation);
    }

    /** Plans or deploys what was read before, perhaps on another machine. */
    public DeployOutcome run(
            StepFiles files, @Nullable Approval approved, LockHolder holder, Cancellation cancellation) {
        DeployRequest request = new DeployRequest(
                target.target(),
                files.manifests(filling()),
                true,
                order.options(),
                approved == null ? files.approval(order.plan()) : approved,
                !order.deploys(),
                variables.secrets());
        Consumer<String> notices = sentence -> listener.accept(new DeployEvent.Notice(sentence));
        try (Bridge bridge = Bridge.to(target.cluster(), LinkListener.SILENT, notices)) {
            Deployer deployer = new Deployer(bridge.kube(), clock, holder, listener);
            if (!order.deploys()) {
                return deployer.plan(request);
            }
            JobSelection jobs = order.jobs();
            return jobs == null
                    ? deployer.deploy(request, cancellation)
                    : deployer.runJobs(request, jobs, cancellation);
        }
    }

    private @Nullable Variables filling() {
        if (!order.interpolate()) {
            return null;
        }
        List<String> prefixes = Stream.concat(Stream.of(target.variablePrefix()), order.envPrefixes().stream())
                .filter(prefix -> !prefix.isEmpty())
                .toList();
        return new Variables(variables.values(), prefixes);
    }
}
