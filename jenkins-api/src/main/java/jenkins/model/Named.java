package jenkins.model;

public interface Named {
    java.lang.String getName();
}
