package hudson.model;

public interface EnvironmentContributingAction extends hudson.model.Action {}
