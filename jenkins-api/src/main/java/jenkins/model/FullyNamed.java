package jenkins.model;

public interface FullyNamed {
    java.lang.String getFullName();
}
