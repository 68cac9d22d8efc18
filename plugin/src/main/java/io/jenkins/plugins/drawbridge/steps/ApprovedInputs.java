package io.jenkins.plugins.drawbridge.steps;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What a build's people had seen when they said yes: the steps before an {@code input} that was approved. Stateless. */
final class ApprovedInputs {

    /** Pipeline: Input Step marks an input so; the plugin need not be there, so that its class is known by name only. */
    private static final String SUBMITTED = "org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction";

    private ApprovedInputs() {}

    /** Ids of all nodes that come before an approved input which itself comes before this node. */
    static Set<String> seenBefore(FlowNode node) {
        Set<FlowNode> approved = new HashSet<>();
        walk(List.of(node), before -> {
            if (isApproved(before)) {
                approved.add(before);
            }
        });
        Set<String> seen = new HashSet<>();
        walk(approved, before -> seen.add(before.getId()));
        return seen;
    }

    private static boolean isApproved(FlowNode node) {
        return node.getActions().stream()
                .anyMatch(action -> action.getClass().getName().equals(SUBMITTED));
    }

    /** Meets every node that leads to one of these, and these. */
    private static void walk(Collection<FlowNode> ends, Consumer<FlowNode> met) {
        Deque<FlowNode> ahead = new ArrayDeque<>(ends);
        Set<String> known = new HashSet<>();
        while (!ahead.isEmpty()) {
            FlowNode node = ahead.pop();
            if (known.add(node.getId())) {
                met.accept(node);
                ahead.addAll(node.getParents());
            }
        }
    }
}
