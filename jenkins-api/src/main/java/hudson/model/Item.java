package hudson.model;

public interface Item
        extends hudson.model.PersistenceRoot,
                jenkins.model.FullyNamedModelObject,
                hudson.search.SearchableModelObject,
                jenkins.model.FullyNamed,
                jenkins.model.Named,
                hudson.security.AccessControlled,
                jenkins.util.io.OnMaster {
    hudson.security.Permission CONFIGURE = null;
    hudson.security.Permission READ = null;
    hudson.security.Permission EXTENDED_READ = null;

    hudson.model.ItemGroup<? extends hudson.model.Item> getParent();

    java.lang.String getName();

    java.lang.String getDisplayName();

    java.lang.String getUrl();

    void save() throws java.io.IOException;
}
