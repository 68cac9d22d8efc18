package hudson.model;

public interface PersistenceRoot extends hudson.model.Saveable {
    java.io.File getRootDir();
}
