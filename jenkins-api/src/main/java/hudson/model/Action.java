package hudson.model;

public interface Action extends hudson.model.ModelObject {
    java.lang.String getIconFileName();

    java.lang.String getDisplayName();

    java.lang.String getUrlName();
}
