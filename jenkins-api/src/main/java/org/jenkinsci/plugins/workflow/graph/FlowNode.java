package org.jenkinsci.plugins.workflow.graph;

public abstract class FlowNode extends hudson.model.Actionable implements hudson.model.Saveable {
    public java.util.List<org.jenkinsci.plugins.workflow.graph.FlowNode> getParents() {
        return java.util.List.of();
    }

    public java.lang.String getId() {
        return "";
    }

    public java.util.List<hudson.model.Action> getActions() {
        return java.util.List.of();
    }
}
