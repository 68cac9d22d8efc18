package hudson.model;

public class Api extends hudson.model.AbstractModelObject {
    public final java.lang.Object bean = null;

    public Api(java.lang.Object arg0) {}

    public java.lang.String getDisplayName() {
        return null;
    }

    public java.lang.String getSearchUrl() {
        return null;
    }
}
