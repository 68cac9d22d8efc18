package hudson.model;

public interface ModifiableViewGroup extends hudson.model.ViewGroup {}
