package io.jenkins.plugins.drawbridge.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.step.StepArguments;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepOrderJson;
import io.jenkins.plugins.drawbridge.report.SmartDeployAction;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * A step that runs. {@code program.dat} holds its arguments, the settled order and the section's id, never a connection or
 * a secret: after a restart the order is carried out again, which changes only what is not as it should be.
 */
class SmartExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final String function;
    private final LinkedHashMap<String, String> arguments;
    private String order = "";
    private String section = "";
    private String approved = "";
    private transient volatile @Nullable DeployWork work;

    SmartExecution(StepContext context, String function, Map<String, String> arguments) {
        super(context);
        this.function = function;
        this.arguments = new LinkedHashMap<>(arguments);
    }

    /** Returns at once; the work is done on a thread of its own. */
    @Override
    public boolean start() throws Exception {
        Run<?, ?> run = run();
        StepOrder settled;
        try {
            settled = StepArguments.settle(function, arguments, BuildParameters.of(run));
        } catch (InputException faults) {
            throw new AbortException(faults.getMessage());
        }
        order = StepOrderJson.write(settled);
        FlowNode node = getContext().get(FlowNode.class);
        SmartDeployAction action = SmartDeployAction.of(run);
        approved = approvedPlan(action, settled, node);
        section = action.begin(settled, node == null ? "" : node.getId(), Clock.systemUTC());
        begin(run);
        return false;
    }

    /** The section whose plan somebody saw before saying yes to an {@code input}: that plan is the one that runs. */
    private static String approvedPlan(SmartDeployAction action, StepOrder order, @Nullable FlowNode node) {
        boolean deploys =
                order.deploys() && order.jobs() == null && order.plan().isEmpty();
        Map<String, String> plans = deploys ? action.plansOf(order) : Map.of();
        if (node == null || plans.isEmpty()) {
            return "";
        }
        Set<String> seen = ApprovedInputs.seenBefore(node);
        return plans.entrySet().stream()
                .filter(plan -> seen.contains(plan.getKey()))
                .map(Map.Entry::getValue)
                .reduce("", (one, later) -> later);
    }

    /** The controller was restarted meanwhile. */
    @Override
    public void onResume() {
        try {
            begin(run());
        } catch (IOException | InterruptedException gone) {
            getContext().onFailure(gone);
        }
    }

    private void begin(Run<?, ?> run) {
        DeployWork begun = new DeployWork(getContext(), run, order, section, approved);
        work = begun;
        launch(begun);
    }

    /** On which thread it runs. */
    void launch(Runnable begun) {
        DeployThreads.start(begun);
    }

    /** Ends in order: the lock is released and the inventory usable, and only then the step fails with this cause. */
    @Override
    public void stop(Throwable cause) {
        DeployWork running = work;
        if (running == null) {
            getContext().onFailure(cause);
        } else {
            running.stop(cause);
        }
    }

    @Override
    public @Nullable String getStatus() {
        DeployWork running = work;
        return running == null ? null : running.status();
    }

    private Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }
}
