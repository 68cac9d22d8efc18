package hudson.model.queue;

public interface FoldableAction extends hudson.model.Action {}
