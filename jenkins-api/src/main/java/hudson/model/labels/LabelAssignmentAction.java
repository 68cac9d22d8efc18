package hudson.model.labels;

public interface LabelAssignmentAction extends hudson.model.Action {}
