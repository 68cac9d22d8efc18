package hudson.model;

public interface Item
        extends hudson.model.PersistenceRoot,
                jenkins.model.FullyNamedModelObject,
                hudson.search.SearchableModelObject,
                jenkins.model.FullyNamed,
                jenkins.model.Named,
                hudson.security.AccessControlled,
                jenkins.util.io.OnMaster {
    hudson.security.Permission CREATE = null;
    hudson.security.Permission CONFIGURE = null;
    hudson.security.Permission READ = null;
    hudson.security.Permission EXTENDED_READ = null;
    hudson.security.Permission BUILD = null;

    hudson.model.ItemGroup<? extends hudson.model.Item> getParent();

    java.lang.String getName();

    java.lang.String getFullName();

    java.lang.String getDisplayName();

    java.lang.String getUrl();

    void save() throws java.io.IOException;
}
