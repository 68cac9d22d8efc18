package io.jenkins.plugins.drawbridge.standin;

import hudson.model.Action;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;

/** A step in a build's flow graph. */
public final class StandInNode extends FlowNode {

    private final String id;
    private final List<FlowNode> parents;
    private final List<Action> actions = new ArrayList<>();

    public StandInNode(String id, FlowNode... parents) {
        this.id = id;
        this.parents = List.of(parents);
    }

    /** It is an {@code input}, and somebody said yes. */
    public StandInNode approved() {
        actions.add(new InputSubmittedAction());
        return this;
    }

    @Override
    public List<FlowNode> getParents() {
        return parents;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public List<Action> getActions() {
        return List.copyOf(actions);
    }

    @Override
    public void save() {}

    @Override
    public String getDisplayName() {
        return id;
    }
}
