package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.Cancellation;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOutcome;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest;
import io.jenkins.plugins.drawbridge.engine.deploy.Deployer;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries an order out: the one place where every host's steps do their work. Use once. */
public final class SmartStep {

    private static final long LARGEST_PLAN = 64L * 1024 * 1024;

    private final StepOrder order;
    private final StepTarget target;
    private final Clock clock;
    private final Consumer<DeployEvent> listener;

    /** @param listener hears events, one at a time, on any thread */
    public SmartStep(StepOrder order, StepTarget target, Clock clock, Consumer<DeployEvent> listener) {
        this.order = order;
        this.target = target;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Reads the manifests and plans or deploys.
     *
     * @param workspace the folder that {@code files} is relative to
     * @param approved the plan that was approved elsewhere; null: the order's own plan file, or none
     * @param holder who we are, for others who wait for the lock
     * @throws io.jenkins.plugins.drawbridge.engine.DrawbridgeException if nothing was changed, and why
     */
    public DeployOutcome run(Path workspace, @Nullable Approval approved, String holder, Cancellation cancellation) {
        WorkspaceFiles files = new WorkspaceFiles(workspace);
        DeployRequest request = new DeployRequest(
                target.target(),
                manifests(files),
                true,
                order.options(),
                approved == null ? planned(files) : approved,
                !order.deploys());
        Consumer<String> notices = sentence -> listener.accept(new DeployEvent.Notice(sentence));
        try (Bridge bridge = Bridge.to(target.cluster(), LinkListener.SILENT, notices)) {
            Deployer deployer = new Deployer(bridge.kube(), clock, holder, listener);
            return order.deploys() ? deployer.deploy(request, cancellation) : deployer.plan(request);
        }
    }

    private List<Manifest> manifests(WorkspaceFiles files) {
        try {
            return new ManifestReader(InputStream.nullInputStream(), ManifestLimits.DEFAULT)
                    .read(files.find(order.files()));
        } catch (InputException faults) {
            throw new InputException(files.relative(String.valueOf(faults.getMessage())), faults);
        }
    }

    private @Nullable Approval planned(WorkspaceFiles files) {
        if (order.plan().isEmpty()) {
            return null;
        }
        Path file = files.inside(order.plan());
        try {
            if (Files.size(file) > LARGEST_PLAN) {
                throw new InputException(order.plan() + " is too large for a plan");
            }
            Report plan = ReportJson.read(order.plan(), Files.readString(file, StandardCharsets.UTF_8));
            if (plan.approval() == null) {
                throw new InputException(order.plan() + " is no plan that can be carried out");
            }
            return plan.approval();
        } catch (IOException unreadable) {
            throw new InputException("the plan " + order.plan() + " cannot be read", unreadable);
        }
    }
}
